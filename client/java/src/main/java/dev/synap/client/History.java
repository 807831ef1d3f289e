package dev.synap.client;

import dev.synap.core.history.Blame;
import dev.synap.core.history.Diff;
import dev.synap.core.history.TimelineEntry;
import dev.synap.core.log.AsOf;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What became of a subject: {@code synap.history().diff("note_123", AsOf.version(1), AsOf.latest())}. A guest may ask
 * about what was shared with them.
 *
 * <p>Thread-safe. Every method throws {@link SynapClientException}; where the subject has no events up to the points
 * asked for, one that says so.
 */
public final class History {

    private final Connection connection;
    private final Undos undos;

    History(Writes writes) {
        this.connection = writes.connection();
        this.undos = new Undos(writes);
    }

    /** The same writes as here, with options of their own: {@code undos().with(w -> w.reason("typo")).undo(…)}. */
    public Undos undos() {
        return undos;
    }

    /** Takes the newest changes back, whoever made them; what was undone before is passed over. */
    public WriteResult<Entity> undo(String subjectId, int count) {
        return undos.undo(subjectId, count);
    }

    /** Takes back what is chosen: {@code undo("note_123", u -> u.mine().count(3))}. */
    public WriteResult<Entity> undo(String subjectId, UnaryOperator<UndoChoice> choice) {
        return undos.undo(subjectId, choice);
    }

    /** Makes the subject what it was just after an event. */
    public WriteResult<Entity> undoTo(String subjectId, String eventId) {
        return undos.undoTo(subjectId, eventId);
    }

    /** Takes the newest undos back. */
    public WriteResult<Entity> redo(String subjectId, int count) {
        return undos.redo(subjectId, count);
    }

    /** Brings a deleted subject back as it was. */
    public WriteResult<Entity> restore(String subjectId) {
        return undos.restore(subjectId);
    }

    /** Makes the subject what it was at a version, as a change that can be undone. */
    public WriteResult<Entity> restore(String subjectId, long version) {
        return undos.restore(subjectId, version);
    }

    /** Makes the subject what it was at a point in history, as a change that can be undone. */
    public WriteResult<Entity> restore(String subjectId, AsOf asOf) {
        return undos.restore(subjectId, asOf);
    }

    /**
     * Takes back all that a user did, where nobody wrote later: gets the preview, and has done what it shows. Only admins
     * may. To look first, see {@link #previewUndoBy}.
     */
    public UndoByRun undoBy(String userId) {
        return undoBy(previewUndoBy(userId));
    }

    /** Has done what a preview shows; where a subject in it has moved on since, nothing. */
    public UndoByRun undoBy(UndoByPreview preview) {
        return undos.undoBy(preview);
    }

    /** What {@link #undoBy(String)} would come to. */
    public UndoByPreview previewUndoBy(String userId) {
        return previewUndoBy(userId, choice -> choice);
    }

    /** The same for some of what the user did: {@code previewUndoBy("bob", u -> u.from(yesterday))}. */
    public UndoByPreview previewUndoBy(String userId, UnaryOperator<UndoByChoice> choice) {
        return undos.previewUndoBy(userId, choice);
    }

    /** A run that was begun elsewhere, by the id of its request. */
    public UndoByRun undoByRun(String requestId) {
        return new UndoByRun(connection, requestId);
    }

    /** What differs between two points, by field, and text by words; the points may stand in either order. */
    public Diff diff(String subjectId, AsOf from, AsOf to) {
        Target target = connection
                .target("subjects", subjectId, "diff")
                .with("from", PastWire.point(from))
                .with("to", PastWire.point(to));
        return connection.send(Call.get(target.toString())).read(PastWire::diff);
    }

    /**
     * Who did what, a change each, newest first; its requests, decisions and comments stand under it.
     *
     * @return read page by page as it is walked
     */
    public Listing<TimelineEntry> timeline(String subjectId) {
        return Listing.of((after, size) -> {
            TimelinePage page = page(subjectId, after, size);
            return new ListPage<>(page.entries(), page.next() == null ? null : Long.toString(page.next()), 0);
        });
    }

    /**
     * A page of a timeline, and who contributed to it: for a screen that shows a page at a time.
     *
     * @param after the {@link TimelinePage#next()} of the page before; null for the newest
     * @param limit about how many events to tell, 1 to 1,000
     */
    public TimelinePage timeline(String subjectId, @Nullable Long after, int limit) {
        return page(subjectId, after == null ? null : after.toString(), limit);
    }

    /** For each line of the subject's content, the change and the person that it comes from. */
    public Blame blame(String subjectId) {
        return blame(subjectId, "content", AsOf.latest());
    }

    /**
     * The same of any field that holds text, at any point. The whole history up to there is read.
     *
     * @param field a field's name, or a JSON Pointer to one within, such as {@code /author/name}
     */
    public Blame blame(String subjectId, String field, AsOf asOf) {
        Target target = connection
                .target("subjects", subjectId, "blame")
                .with("field", field)
                .with("asOf", PastWire.point(asOf));
        return connection.send(Call.get(target.toString())).read(PastWire::blame);
    }

    /**
     * Why a subject is there, and what came of it: back over decisions, proposals and the reasoning of agents to the words
     * that it began with. Members may ask. Empty where nothing ever happened to it.
     */
    public Optional<Why> why(String subjectId) {
        return connection.find(connection.target("subjects", subjectId, "why")).map(answer -> answer.read(Why::from));
    }

    /** Why an event happened, and what came of it; empty where there is none of this id. */
    public Optional<Why> whyEvent(String eventId) {
        return connection.find(connection.target("events", eventId, "why")).map(answer -> answer.read(Why::from));
    }

    private TimelinePage page(String subjectId, @Nullable String after, int limit) {
        Target target = connection
                .target("subjects", subjectId, "timeline")
                .with("after", after)
                .with("limit", limit);
        return connection.send(Call.get(target.toString())).read(PastWire::timeline);
    }
}
