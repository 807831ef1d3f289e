package dev.synap.cli.git;

import dev.synap.cli.git.ImportPoint.Partial;
import dev.synap.cli.git.NoteEvents.Sized;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.Ids;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.ExpectedVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends commits' events in appends of a bounded size, each of which also moves the import's own subject on,
 * from exactly the version it had. So the log says at any instant how far the import has come, and of two
 * imports at once only one gets ahead.
 *
 * <p>A commit is sent in one append with others, or alone, and in several only where it is larger than one
 * may be. At most two appends are held in memory. Not thread-safe.
 */
final class ImportUpload {

    static final int MAX_EVENTS = 500;
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private final ImportLog log;
    private final ImportSubject subject;
    private final Ids ids = Ids.random();

    private final Batch whole = new Batch();
    private final Batch current = new Batch();
    private long version;
    private ImportPoint stored;
    private ImportPoint reached;
    private int storedOfCurrent;
    private long events;

    /** @param start where the log says that the import is, at that version of its subject */
    ImportUpload(ImportLog log, ImportSubject subject, long version, ImportPoint start) {
        this.log = log;
        this.subject = subject;
        this.version = version;
        this.stored = start;
        this.reached = start;
    }

    /** Begins the next commit. */
    void begin(String commit) {
        storedOfCurrent = stored.storedOf(commit);
    }

    /** Adds an event of the commit begun last. */
    void add(String commit, Sized event) {
        if (!current.hasRoomFor(1, event.bytes())) {
            flushWhole();
            storedOfCurrent += current.events.size();
            send(current, reached.with(new Partial(commit, storedOfCurrent)));
        }
        current.add(event);
    }

    /** Ends the commit begun last, with which the import reaches this point. */
    void end(ImportPoint point) {
        if (!whole.hasRoomFor(current.events.size(), current.bytes)) {
            flushWhole();
        }
        whole.take(current);
        reached = point;
    }

    /** Sends what is left. */
    void finish() {
        if (!whole.events.isEmpty() || !reached.equals(stored)) {
            send(whole, reached);
        }
    }

    /** How many events of notes were stored. */
    long events() {
        return events;
    }

    private void flushWhole() {
        if (!whole.events.isEmpty()) {
            send(whole, reached);
        }
    }

    private void send(Batch batch, ImportPoint point) {
        List<EventDraft> drafts = new ArrayList<>();
        if (version == 0) {
            drafts.add(subject.created());
        }
        drafts.addAll(batch.events);
        // A new id each time: an append of another import must never pass for a repetition of this one.
        drafts.add(subject.advanced(ids.next("evt"), point));
        switch (log.append(drafts, Map.of(subject.id(), ExpectedVersion.exactly(version)))) {
            case AppendResult.Appended _ -> {
                version += version == 0 ? 2 : 1;
                events += batch.events.size();
                stored = point;
                batch.clear();
            }
            case AppendResult.VersionConflict _, AppendResult.DuplicateId _ ->
                throw GitImportException.overtaken(
                        "another import of this repository into the same workspace is running, or ran just now (%s); once it has ended, run this one again: it goes on from there"
                                .formatted(subject.id()));
        }
    }

    /** Events on their way into one append. */
    private static final class Batch {

        private final List<EventDraft> events = new ArrayList<>();
        private long bytes;

        boolean hasRoomFor(int moreEvents, long moreBytes) {
            return events.isEmpty() || (events.size() + moreEvents <= MAX_EVENTS && bytes + moreBytes <= MAX_BYTES);
        }

        void add(Sized event) {
            events.add(event.draft());
            bytes += event.bytes();
        }

        void take(Batch other) {
            events.addAll(other.events);
            bytes += other.bytes;
            other.clear();
        }

        void clear() {
            events.clear();
            bytes = 0;
        }
    }
}
