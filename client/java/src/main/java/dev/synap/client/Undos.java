package dev.synap.client;

import dev.synap.core.json.Json;
import dev.synap.core.log.AsOf;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes back what was done to a subject. Each is a write like any other: a request that is decided behind the log, and
 * may be rejected, as by {@code undo.conflict} where something depends on what would go.
 *
 * <p>Immutable and thread-safe. Every method may throw {@link SynapClientException}.
 */
public final class Undos {

    private final Writes writes;

    Undos(Writes writes) {
        this.writes = writes;
    }

    /** The same, but what is written through it has these options. */
    public Undos with(UnaryOperator<WriteOptions> options) {
        return new Undos(writes.with(options));
    }

    /** The same, but writes answer only once they are decided and the lists show them. */
    public Undos waiting() {
        return with(WriteOptions::andWait);
    }

    /** Takes the newest changes back, whoever made them; what was undone before is passed over. */
    public WriteResult<Entity> undo(String subjectId, int count) {
        return undo(subjectId, choice -> choice.count(count));
    }

    /** Takes back what is chosen: {@code undo("note_123", u -> u.mine().count(3))}. */
    public WriteResult<Entity> undo(String subjectId, UnaryOperator<UndoChoice> choice) {
        return send(subjectId, "undo", chosen(choice));
    }

    /** Makes the subject what it was just after an event. */
    public WriteResult<Entity> undoTo(String subjectId, String eventId) {
        return send(subjectId, "undo-to", Json.newObject().put("to", eventId));
    }

    /** Takes the newest undos back. */
    public WriteResult<Entity> redo(String subjectId, int count) {
        return send(subjectId, "redo", Json.newObject().put("count", count));
    }

    /** Brings a deleted subject back as it was. */
    public WriteResult<Entity> restore(String subjectId) {
        return send(subjectId, "restore", Json.newObject());
    }

    /** Makes the subject what it was at a version, as a change that can be undone. */
    public WriteResult<Entity> restore(String subjectId, long version) {
        return send(subjectId, "restore", Json.newObject().put("version", version));
    }

    /** Makes the subject what it was at a point in history, as a change that can be undone. */
    public WriteResult<Entity> restore(String subjectId, AsOf asOf) {
        return send(subjectId, "restore", asOf(asOf));
    }

    public UndoPreview previewUndo(String subjectId, UnaryOperator<UndoChoice> choice) {
        return preview(subjectId, "undo", chosen(choice));
    }

    public UndoPreview previewUndoTo(String subjectId, String eventId) {
        return preview(subjectId, "undo-to", Json.newObject().put("to", eventId));
    }

    public UndoPreview previewRedo(String subjectId, int count) {
        return preview(subjectId, "redo", Json.newObject().put("count", count));
    }

    public UndoPreview previewRestore(String subjectId, long version) {
        return preview(subjectId, "restore", Json.newObject().put("version", version));
    }

    public UndoPreview previewRestore(String subjectId, AsOf asOf) {
        return preview(subjectId, "restore", asOf(asOf));
    }

    /** Of a deleted subject. */
    public UndoPreview previewRestore(String subjectId) {
        return preview(subjectId, "restore", Json.newObject());
    }

    private static ObjectNode asOf(AsOf asOf) {
        return Json.newObject().put("asOf", PastWire.point(asOf));
    }

    /** Has done what a preview shows; where a subject in it has moved on since, nothing. */
    public UndoByRun undoBy(UndoByPreview preview) {
        ObjectNode body = preview.choice().body().put("token", preview.token());
        WriteResult<Entity> sent = writes.send("POST", List.of("history", "undo-by"), body, Entity::from);
        return new UndoByRun(writes.connection(), sent.requestId());
    }

    /** What taking back what a user did would come to. */
    public UndoByPreview previewUndoBy(String userId, UnaryOperator<UndoByChoice> choice) {
        UndoByChoice chosen = choice.apply(UndoByChoice.all(userId));
        Target target = writes.connection().target("history", "undo-by");
        return writes.connection()
                .send(Call.repeatable("POST", target.toString(), chosen.body().put("preview", true)))
                .read(json -> UndoByPreview.from(chosen, json));
    }

    private static ObjectNode chosen(UnaryOperator<UndoChoice> choice) {
        return choice.apply(UndoChoice.LAST).body();
    }

    private WriteResult<Entity> send(String subjectId, String verb, ObjectNode body) {
        return writes.send("POST", List.of("history", verb), body.put("subjectId", subjectId), Entity::from);
    }

    private UndoPreview preview(String subjectId, String verb, ObjectNode body) {
        Target target = writes.connection().target("history", verb);
        body.put("subjectId", subjectId).put("preview", true);
        return writes.connection()
                .send(Call.repeatable("POST", target.toString(), body))
                .read(UndoPreview::from);
    }
}
