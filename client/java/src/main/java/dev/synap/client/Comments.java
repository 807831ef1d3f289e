package dev.synap.client;

import java.util.function.UnaryOperator;

/** What people say about entities. Thread-safe. */
public final class Comments extends EntityCollection<Comment> {

    Comments(Writes writes) {
        super(writes, "comments", Comment::from);
    }

    @Override
    public Comments with(UnaryOperator<WriteOptions> options) {
        return new Comments(writes().with(options));
    }

    @Override
    public Comments waiting() {
        return with(WriteOptions::andWait);
    }

    /** Says something about an entity. */
    public WriteResult<Comment> create(String on, String text) {
        return comment(on, text);
    }

    /** Says it differently. */
    public WriteResult<Comment> update(String id, String text) {
        return update(id, comment -> comment.put("text", text));
    }
}
