package dev.synap.server.proof;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may do what, as the rules are told to people. */
final class RoleTable {

    private static final Set<String> GOVERNING = Set.of("member", "share", "policy", "schema");
    private static final Set<String> EDITS_OF_GUESTS =
            Set.of("update", "tag", "untag", "complete", "reopen", "archive", "unarchive");

    private RoleTable() {}

    /**
     * @param role owner, admin, editor, commenter or viewer; null for no member
     * @param share view, comment or edit: what the actor was given of the subject, or of what a comment is on
     * @param own whether the actor made the subject; for a share, the subject that is shared
     */
    static boolean allows(@Nullable String role, @Nullable String share, String verb, String type, boolean own) {
        return byRole(String.valueOf(role), verb, type, own) || byShare(String.valueOf(share), verb, type, own);
    }

    private static boolean byRole(String role, String verb, String type, boolean own) {
        return switch (role) {
            case "owner", "admin" -> true;
            case "editor" ->
                switch (type) {
                    case "share" -> own;
                    case "member", "policy", "schema" -> false;
                    case "comment" -> verb.equals("create") || own;
                    default -> true;
                };
            case "commenter" -> type.equals("comment") && comments(verb, own);
            default -> false;
        };
    }

    private static boolean byShare(String share, String verb, String type, boolean own) {
        if (type.equals("comment")) {
            return !share.equals("view") && !share.equals("null") && comments(verb, own);
        }
        return share.equals("edit") && !GOVERNING.contains(type) && EDITS_OF_GUESTS.contains(verb);
    }

    private static boolean comments(String verb, boolean own) {
        return verb.equals("create") || (own && Set.of("update", "delete").contains(verb));
    }

    static boolean governs(String type) {
        return GOVERNING.contains(type);
    }
}
