package dev.synap.store.access;

import java.util.Optional;

/**
 * Sees to it that somebody can come in: the user {@code owner}, who runs the server, the workspace
 * {@code default}, which is theirs, and a key; and that the built-in agent is there to be let in.
 */
public final class FirstAccess {

    public static final String OWNER = "owner";
    public static final String WORKSPACE = "default";

    /** The built-in agent, which suggests tasks in the workspaces that it is a member of. It has no keys. */
    public static final String ASSISTANT = "synap-assistant";

    private final Users users;
    private final Workspaces workspaces;
    private final ApiKeys keys;

    public FirstAccess(Users users, Workspaces workspaces, ApiKeys keys) {
        this.users = users;
        this.workspaces = workspaces;
        this.keys = keys;
    }

    /**
     * Makes what is missing. Several nodes may do so at once.
     *
     * @param chosen a key of the operator's, which is valid from now on
     * @return the first key, where one had to be made: show it, it cannot be shown again
     */
    public Optional<KeySecret> ensure(Optional<KeySecret> chosen) {
        users.create(OWNER, "Owner", true);
        users.createAgent(ASSISTANT, "Synap assistant", OWNER);
        workspaces.create(WORKSPACE, "Default", OWNER);
        if (chosen.isPresent()) {
            keys.ensure(new NewKey(OWNER, "set by the operator", Scope.all(), null), chosen.get());
            return Optional.empty();
        }
        if (!keys.ofUser(OWNER, "", 1).isEmpty()) {
            return Optional.empty();
        }
        KeySecret first = KeySecret.generate();
        keys.create(new NewKey(OWNER, "first key", Scope.all(), null), first);
        return Optional.of(first);
    }
}
