package dev.synap.client;

import dev.synap.core.json.Json;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas that a workspace holds its entities to, one for a type. What breaks one is rejected, with the path of
 * each fault ({@link WriteResult.Rejected#errors()}). Changing them takes an admin.
 *
 * <p>Immutable and thread-safe.
 */
public final class Schemas {

    private final Writes writes;

    Schemas(Writes writes) {
        this.writes = writes;
    }

    /** The same, but what is written through it has these options. */
    public Schemas with(UnaryOperator<WriteOptions> options) {
        return new Schemas(writes.with(options));
    }

    /** The same, but writes answer only once they are decided and the lists show them. */
    public Schemas waiting() {
        return with(WriteOptions::andWait);
    }

    public Listing<TypeSchema> list() {
        return list(query -> query);
    }

    public Listing<TypeSchema> list(UnaryOperator<ListQuery> query) {
        return writes.lists().list("schemas", query, TypeSchema::from);
    }

    /** Holds entities of this type to a JSON Schema from now on. */
    public WriteResult<TypeSchema> create(String type, ObjectNode schema) {
        ObjectNode body = Json.newObject().put("type", type);
        body.set("schema", schema);
        return writes.send("POST", List.of("schemas"), body, TypeSchema::from);
    }

    /** Replaces keywords of a schema; null removes one, as in every update. */
    public WriteResult<TypeSchema> change(String type, ObjectNode schema) {
        ObjectNode body = Json.newObject();
        body.set("schema", schema);
        return writes.send("PATCH", List.of("schemas", type), body, TypeSchema::from);
    }

    /** Lets entities of this type be as they like again. */
    public WriteResult<TypeSchema> remove(String type) {
        return writes.send("DELETE", List.of("schemas", type), Json.newObject(), TypeSchema::from);
    }
}
