package dev.synap.client;

import dev.synap.core.access.Role;
import dev.synap.core.json.Json;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Who belongs to the workspace, and as what. Its owner comes first, and is nobody's to change. Changing
 * members takes an admin, changing admins the owner; see {@link WriteResult}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Members {

    private final Writes writes;

    Members(Writes writes) {
        this.writes = writes;
    }

    /** The same, but what is written through it has these options. */
    public Members with(UnaryOperator<WriteOptions> options) {
        return new Members(writes.with(options));
    }

    /** The same, but writes answer only once they are decided and the lists show them. */
    public Members waiting() {
        return with(WriteOptions::andWait);
    }

    public Listing<Member> list() {
        return list(query -> query);
    }

    public Listing<Member> list(UnaryOperator<ListQuery> query) {
        return writes.lists().list("members", query, Member::from);
    }

    /** Lets a user in. */
    public WriteResult<Member> add(String userId, Role role) {
        return writes.send(
                "POST",
                List.of("members"),
                Json.newObject().put("userId", userId).put("role", role.text()),
                Member::from);
    }

    /** Gives a member another role. */
    public WriteResult<Member> change(String userId, Role role) {
        return writes.send(
                "PATCH", List.of("members", userId), Json.newObject().put("role", role.text()), Member::from);
    }

    public WriteResult<Member> remove(String userId) {
        return writes.send("DELETE", List.of("members", userId), Json.newObject(), Member::from);
    }
}
