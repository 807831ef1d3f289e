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

    /** Sets the password that a person signs in with, which ends their sessions. One's own is set elsewhere. */
    public void setPassword(String userId, String password) {
        Answer answer = transport.send(Call.repeatable(
                "PUT",
                Target.api("users", userId, "password").toString(),
                Json.newObject().put("password", password)));
        if (!answer.ok()) {
            throw answer.failure();
        }
    }

    public List<User> list() {
        return transport.list("users", User::from, User::userId);
    }
}
