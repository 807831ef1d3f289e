package dev.synap.cli.demo;

import dev.synap.client.CreatedKey;
import dev.synap.client.KeyRequest;
import dev.synap.client.Synap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Connections as others, by keys that end with them: nobody keeps a key of somebody else. */
final class Seats implements AutoCloseable {

    /** For where the end does not come to revoke them. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Synap owner;
    private final String url;
    private final Deque<Synap> connections = new ArrayDeque<>();
    private final Deque<String> keys = new ArrayDeque<>();

    /** @param owner the server, seen from the workspace, as who may make keys for others */
    Seats(Synap owner, String url) {
        this.owner = owner;
        this.url = url;
    }

    /** The same workspace, as this user. */
    Synap of(String userId) {
        CreatedKey made = owner.keys()
                .create(KeyRequest.named("demo")
                        .user(userId)
                        .expires(Instant.now().plus(LONGEST)));
        keys.add(made.key().keyId());
        Synap synap = Synap.builder()
                .url(url)
                .key(made.secret())
                .workspace(owner.workspace())
                .retries(3)
                .build();
        connections.add(synap);
        return synap;
    }

    @Override
    public void close() {
        connections.forEach(Synap::close);
        keys.forEach(owner.keys()::revoke);
    }
}
