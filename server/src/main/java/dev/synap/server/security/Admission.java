package dev.synap.server.security;

import dev.synap.core.access.Role;
import dev.synap.core.access.ShareLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How somebody stands to a workspace.
 *
 * @param role a member's role; null for a guest
 * @param shares what was shared with this user, by subject id
 */
public record Admission(@Nullable Role role, Map<String, ShareLevel> shares) {

    /** That of somebody who has nothing to do with the workspace. */
    public static final Admission NONE = new Admission(null, Map.of());

    static final Admission OWNER = new Admission(Role.OWNER, Map.of());

    public Admission {
        shares = Map.copyOf(shares);
    }

    public boolean isMember() {
        return role != null;
    }

    boolean isStranger() {
        return role == null && shares.isEmpty();
    }
}
