package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.client.Events;
import dev.synap.core.event.EventDraft;
import dev.synap.core.log.AppendResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends many events in batches. What is in the log already, from an earlier run, is passed over. Not
 * thread-safe; call {@link #flush} at the end.
 */
final class EventUpload {

    private static final int MOST_EVENTS = 500;
    private static final int MOST_CHARACTERS = 2 * 1024 * 1024;

    private final Events events;
    private final List<EventDraft> batch = new ArrayList<>();
    private long characters;
    private long appended;
    private long repeated;

    EventUpload(Events events) {
        this.events = events;
    }

    /** How many events this has added to the log. */
    long appended() {
        return appended;
    }

    /** How many were in the log already. */
    long repeated() {
        return repeated;
    }

    /**
     * Takes one event.
     *
     * @param size about how many characters it has as JSON
     */
    void add(EventDraft draft, int size) {
        if (!batch.isEmpty() && (batch.size() == MOST_EVENTS || characters + size > MOST_CHARACTERS)) {
            flush();
        }
        batch.add(draft);
        characters += size;
    }

    void flush() {
        if (!batch.isEmpty()) {
            append(List.copyOf(batch));
            batch.clear();
            characters = 0;
        }
    }

    private void append(List<EventDraft> drafts) {
        switch (events.append(drafts)) {
            case AppendResult.Appended stored when stored.repeated() -> repeated += drafts.size();
            case AppendResult.Appended _ -> appended += drafts.size();
            case AppendResult.DuplicateId duplicate
            when drafts.size() == 1 ->
                throw CliException.failed(
                        "%s stands for another event in this workspace, at position %d; what came before it in the file is imported"
                                .formatted(duplicate.eventId(), duplicate.position()));
            case AppendResult.DuplicateId _ -> {
                // An earlier run has stored some of these: the halves tell which.
                append(drafts.subList(0, drafts.size() / 2));
                append(drafts.subList(drafts.size() / 2, drafts.size()));
            }
            case AppendResult.VersionConflict conflict ->
                throw new IllegalStateException("a version conflict where none was expected: " + conflict);
        }
    }
}
