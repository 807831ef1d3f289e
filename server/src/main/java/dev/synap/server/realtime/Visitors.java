package dev.synap.server.realtime;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.transport.NamespaceClient;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Caller;
import dev.synap.server.security.KeyRing;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The clients that are connected to this node: {@value #MAX_CLIENTS} at most, {@value #MAX_OF_A_USER} of one user.
 *
 * <p>Thread-safe.
 */
final class Visitors {

    static final int MAX_CLIENTS = 10_000;
    static final int MAX_OF_A_USER = 200;

    private static final Duration SIGN_IN_WITHIN = Duration.ofSeconds(10);

    private record Stranger(SocketIOClient client, long sinceNanos) {}

    private final KeyRing keyRing;
    private final Map<UUID, Visitor> visitors = new ConcurrentHashMap<>();
    private final Map<UUID, Stranger> strangers = new ConcurrentHashMap<>();
    private final Set<Visitor> backlogged = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byUser = new HashMap<>();

    Visitors(KeyRing keyRing) {
        this.keyRing = keyRing;
    }

    /** Whether one more may try to come in. */
    boolean hasRoom() {
        return visitors.size() + strangers.size() < MAX_CLIENTS;
    }

    /** Somebody has connected, and has not said yet who they are. */
    void connected(SocketIOClient client) {
        strangers.put(client.getSessionId(), new Stranger(client, System.nanoTime()));
    }

    /** @throws ProblemException when this user has too many clients already */
    void admit(SocketIOClient client, Caller caller) {
        UUID id = client.getSessionId();
        synchronized (byUser) {
            int count = byUser.getOrDefault(caller.userId(), 0);
            if (count >= MAX_OF_A_USER) {
                throw Problem.of(
                                ProblemType.OVERLOADED,
                                caller.userId() + " has " + count + " connections to this node already; close some")
                        .exception();
            }
            Visitor visitor = new Visitor(id, caller, new ClientWire(client), backlogged::add);
            if (visitors.putIfAbsent(id, visitor) != null) {
                throw Problem.of(ProblemType.BAD_REQUEST, "this connection is signed in already")
                        .exception();
            }
            byUser.put(caller.userId(), count + 1);
        }
        strangers.remove(id);
    }

    @Nullable
    Visitor find(UUID id) {
        return visitors.get(id);
    }

    Collection<Visitor> all() {
        return visitors.values();
    }

    /** A client has gone; returns the seats that it leaves. */
    List<Seat> gone(UUID id) {
        strangers.remove(id);
        Visitor visitor = visitors.remove(id);
        if (visitor == null) {
            return List.of();
        }
        synchronized (byUser) {
            byUser.computeIfPresent(visitor.caller().userId(), (_, count) -> count > 1 ? count - 1 : null);
        }
        backlogged.remove(visitor);
        return visitor.go();
    }

    /** Sends what clients had no room for before. */
    void flush() {
        backlogged.forEach(visitor -> {
            backlogged.remove(visitor);
            if (!visitor.flush()) {
                backlogged.add(visitor);
            }
        });
    }

    /** Ends connections that stay without a credential. */
    void dropStrangers() {
        long now = System.nanoTime();
        strangers.values().stream()
                .filter(stranger -> now - stranger.sinceNanos > SIGN_IN_WITHIN.toNanos())
                .forEach(stranger -> {
                    strangers.remove(stranger.client.getSessionId());
                    ((NamespaceClient) stranger.client).getBaseClient().disconnect();
                });
    }

    /** Ends connections whose key or session is no longer valid. */
    void checkCredentials(Consumer<Visitor> ended) {
        visitors.values().stream()
                .filter(visitor -> !keyRing.isValid(visitor.caller()))
                .forEach(ended);
    }
}
