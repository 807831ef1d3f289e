package dev.synap.client;

import java.util.function.UnaryOperator;

/** Relations between two entities. Thread-safe. */
public final class Relations extends EntityCollection<Relation> {

    Relations(Writes writes) {
        super(writes, "relations", Relation::from);
    }

    @Override
    public Relations with(UnaryOperator<WriteOptions> options) {
        return new Relations(writes().with(options));
    }

    @Override
    public Relations waiting() {
        return with(WriteOptions::andWait);
    }

    /** Relates two entities: {@code create("task_1", "blocks", "task_2")}. */
    public WriteResult<Relation> create(String from, String kind, String to) {
        return make("relation", r -> r.put("from", from).put("to", to).put("kind", kind));
    }
}
