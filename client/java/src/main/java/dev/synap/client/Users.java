package dev.synap.client;

import dev.synap.core.json.Json;
import java.util.List;

/** The users of a server, for its administrators. Thread-safe. */
public final class Users {

    private final Transport transport;

    Users(Transport transport) {
        this.transport = transport;
    }

    /** Adds a user, who can do nothing until given a key: {@link Keys#create}. */
    public User create(String userId, String name) {
        return transport
                .send(Call.post(
                        Target.api("users").toString(),
                        Json.newObject().put("userId", userId).put("name", name)))
                .read(User::from);
    }

    public List<User> list() {
        return transport.list("users", User::from, User::userId);
    }
}
