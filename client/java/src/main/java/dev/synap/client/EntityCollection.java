package dev.synap.client;

import dev.synap.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entities that are written and listed alike. What is written goes to the workers that decide on it; see
 * {@link WriteResult}. Fields are written in place: {@code create(n -> n.put("title", "Plan"))}; an {@code id}
 * among them names the new entity, else it gets a new one.
 *
 * <p>Immutable and thread-safe. Every method may throw {@link SynapClientException}, which is also how a write ends
 * that was no request yet: one of an entity that never existed ({@code not-found}), or whose fields are malformed.
 *
 * @param <T> what the lists show
 */
public abstract sealed class EntityCollection<T> permits Entities, Notes, Tasks, Projects, Relations, Comments {

    private final Writes writes;
    private final String list;
    private final Answer.Reader<T> reader;

    EntityCollection(Writes writes, String list, Answer.Reader<T> reader) {
        this.writes = writes;
        this.list = list;
        this.reader = reader;
    }

    /** The same, but what is written through it has these options. */
    public abstract EntityCollection<T> with(UnaryOperator<WriteOptions> options);

    /** The same, but writes answer only once they are decided and the lists show them, in one request. */
    public abstract EntityCollection<T> waiting();

    /** All of them that are neither deleted nor archived, in the order they were created. */
    public Listing<T> list() {
        return list(query -> query);
    }

    /** Those that match: {@code list(q -> q.search("marie").sortedBy(Sort.UPDATED_AT).descending())}. */
    public Listing<T> list(UnaryOperator<ListQuery> query) {
        return writes.lists().list(list, query, reader);
    }

    /** The one with this id; empty where there is none, or none that the key may see. */
    public Optional<T> get(String id) {
        return writes.lists().get("entities", id, reader);
    }

    /** Changes fields; null removes one: {@code update("note_1", n -> n.put("title", "Plan").putNull("content"))}. */
    public WriteResult<T> update(String id, Consumer<ObjectNode> changes) {
        return writes.send("PATCH", List.of("entities", id), fields(changes), reader);
    }

    /** Marks it as deleted; {@link #restore} takes the mark away. */
    public WriteResult<T> delete(String id) {
        return writes.send("DELETE", List.of("entities", id), Json.newObject(), reader);
    }

    public WriteResult<T> restore(String id) {
        return send(id, "restore", Json.newObject());
    }

    /** Takes it out of the lists without deleting it. */
    public WriteResult<T> archive(String id) {
        return send(id, "archive", Json.newObject());
    }

    public WriteResult<T> unarchive(String id) {
        return send(id, "unarchive", Json.newObject());
    }

    /** Adds a tag; one that is there already stays. */
    public WriteResult<T> tag(String id, String tag) {
        return send(id, "tags", Json.newObject().put("tag", tag));
    }

    public WriteResult<T> untag(String id, String tag) {
        return writes.send("DELETE", List.of("entities", id, "tags", tag), Json.newObject(), reader);
    }

    /** Says something about it. */
    public WriteResult<Comment> comment(String id, String text) {
        return writes.create(
                List.of("entities", id, "comments"), "comment", Json.newObject().put("text", text), Comment::from);
    }

    final Writes writes() {
        return writes;
    }

    final WriteResult<T> make(String type, Consumer<ObjectNode> fields) {
        ObjectNode body = fields(fields);
        body.put("type", type);
        return writes.create(List.of("entities"), type, body, row -> {
            row.put("type", type);
            return reader.read(row);
        });
    }

    final WriteResult<T> send(String id, String verb, ObjectNode body) {
        return writes.send("POST", List.of("entities", id, verb), body, reader);
    }

    static ObjectNode fields(Consumer<ObjectNode> writer) {
        ObjectNode fields = Json.newObject();
        writer.accept(fields);
        return fields;
    }
}
