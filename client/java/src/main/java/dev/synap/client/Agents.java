package dev.synap.client;

import dev.synap.core.json.Json;
import java.util.List;

/**
 * Programs that act for people, with keys of their own. What they want to change waits for a person, unless a policy
 * of the workspace says otherwise ({@link Policies}). Thread-safe.
 */
public final class Agents {

    private final Transport transport;

    Agents(Transport transport) {
        this.transport = transport;
    }

    /**
     * Makes an agent, which is then yours: make its key with {@link Keys#create}, and let it into a workspace with
     * {@link Members#add}.
     */
    public User create(String userId, String name) {
        return transport
                .send(Call.post(
                        Target.api("agents").toString(),
                        Json.newObject().put("userId", userId).put("name", name)))
                .read(User::from);
    }

    /** Your agents. */
    public List<User> list() {
        return transport.list("agents", User::from, User::userId);
    }
}
