package dev.synap.core.log;

import java.util.List;

/** What became of an append. */
public sealed interface AppendResult {

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
    }

    /** A subject has moved on, or was never where the writer believed; nothing was stored. */
    record VersionConflict(String subjectId, long expectedVersion, long currentVersion) implements AppendResult {}

    /** An event id stands for another event already; nothing was stored. */
    record DuplicateId(String eventId, long position) implements AppendResult {}

    /** Where one event came to stand. */
    record Receipt(String id, String subjectId, long position, long version) {}
}
