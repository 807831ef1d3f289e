package dev.synap.client;

import dev.synap.core.access.ShareLevel;
import dev.synap.core.json.Json;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Single subjects that are shared with single users, who need not be members. Sharing takes an admin, or an editor
 * who made the subject; see {@link WriteResult}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Shares {

    private final Writes writes;

    Shares(Writes writes) {
        this.writes = writes;
    }

    /** The same, but what is written through it has these options. */
    public Shares with(UnaryOperator<WriteOptions> options) {
        return new Shares(writes.with(options));
    }

    /** The same, but writes answer only once they are decided and the lists show them. */
    public Shares waiting() {
        return with(WriteOptions::andWait);
    }

    public Listing<Share> list() {
        return list(query -> query);
    }

    public Listing<Share> list(UnaryOperator<ListQuery> query) {
        return writes.lists().list("shares", query, Share::from);
    }

    /** Shares a subject with a user. */
    public WriteResult<Share> create(String subjectId, String userId, ShareLevel level) {
        return writes.send(
                "POST",
                List.of("shares"),
                Json.newObject()
                        .put("subjectId", subjectId)
                        .put("userId", userId)
                        .put("level", level.text()),
                Share::from);
    }

    /** Lets the user do more, or less, with the subject. */
    public WriteResult<Share> change(String shareId, ShareLevel level) {
        return writes.send(
                "PATCH", List.of("shares", shareId), Json.newObject().put("level", level.text()), Share::from);
    }

    /** Ends it. */
    public WriteResult<Share> remove(String shareId) {
        return writes.send("DELETE", List.of("shares", shareId), Json.newObject(), Share::from);
    }
}
