package dev.synap.client;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Entities of any type, types that nobody registered included. Thread-safe. */
public final class Entities extends EntityCollection<Entity> {

    Entities(Writes writes) {
        super(writes, "entities", Entity::from);
    }

    @Override
    public Entities with(UnaryOperator<WriteOptions> options) {
        return new Entities(writes().with(options));
    }

    @Override
    public Entities waiting() {
        return with(WriteOptions::andWait);
    }

    /** Makes an entity: {@code create("note", n -> n.put("content", "My note"))}. */
    public WriteResult<Entity> create(String type, Consumer<ObjectNode> fields) {
        return make(type, fields);
    }
}
