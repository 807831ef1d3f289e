package dev.synap.core.log;

import dev.synap.core.error.AppendRefusedException;
import java.util.List;

/** What became of an append. */
public sealed interface AppendResult {

    /**
     * What was appended, for a caller that has no answer of its own to a refusal.
     *
     * @throws AppendRefusedException on a version conflict or a duplicate id
     */
    default Appended orThrow() {
        return switch (this) {
            case Appended appended -> appended;
            case VersionConflict conflict ->
                throw new AppendRefusedException(
                        "version-conflict",
                        "[%s] version %d expected, %d found"
                                .formatted(
                                        conflict.subjectId(), conflict.expectedVersion(), conflict.currentVersion()));
            case DuplicateId duplicate ->
                throw new AppendRefusedException(
                        "duplicate-event-id",
                        "[%s] is the id of another event, at position %d"
                                .formatted(duplicate.eventId(), duplicate.position()));
        };
    }

    /**
     * The events are in the log, durably.
     *
     * @param events a receipt for each, in the order they were sent
     * @param repeated whether the log had them already, from the same append sent before
     */
    record Appended(List<Receipt> events, boolean repeated) implements AppendResult {
        public Appended {
            events = List.copyOf(events);
        }

        /** The receipt of the first event, which is the only one where one was sent. */
        public Receipt first() {
            return events.getFirst();
        }
    }

    /** A subject has moved on, or was never where the writer believed; nothing was stored. */
    record VersionConflict(String subjectId, long expectedVersion, long currentVersion) implements AppendResult {}

    /** An event id stands for another event already; nothing was stored. */
    record DuplicateId(String eventId, long position) implements AppendResult {}

    /** Where one event came to stand. */
    record Receipt(String id, String subjectId, long position, long version) {}
}
