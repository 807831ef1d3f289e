package dev.synap.server.event;

import dev.synap.core.error.OverloadedException;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.Subscription;
import dev.synap.server.security.KeyRing;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.security.WorkspaceGate;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;

/**
 * The clients that follow a log live. There are at most {@value #MAX_FOLLOWERS} at a time on one node;
 * the next one is told to come back later. When the server stops, their streams end, so that it need
 * not wait for them.
 *
 * <p>Thread-safe.
 */
public final class Followers implements SmartLifecycle {

    private static final int MAX_FOLLOWERS = 500;

    /** Opens the answer, once it is clear that there will be one. */
    interface Opening {
        EventLines open() throws IOException;
    }

    private final EventLog log;
    private final KeyRing keyRing;
    private final WorkspaceGate gate;
    private final Duration heartbeat;
    private final Set<Follower> active = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    public Followers(EventLog log, KeyRing keyRing, WorkspaceGate gate, Duration heartbeat) {
        this.log = log;
        this.keyRing = keyRing;
        this.gate = gate;
        this.heartbeat = heartbeat;
    }

    /** Sends events until the client goes away, its key or membership ends, or the server stops. */
    void follow(WorkspaceCall call, long after, HttpServletRequest request, Opening opening) throws IOException {
        if (active.size() >= MAX_FOLLOWERS) {
            throw new OverloadedException(MAX_FOLLOWERS + " clients follow logs on this node already");
        }
        Follower follower = new Follower(heartbeat, () -> keyRing.isValid(call.caller()) && gate.isStillMember(call));
        active.add(follower);
        try (Subscription subscription = log.subscribe(call.workspaceId(), after, follower::take)) {
            try {
                if (running) {
                    follower.run(opening.open());
                }
            } finally {
                follower.end();
            }
        } finally {
            active.remove(follower);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        active.forEach(Follower::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Later than the web server's, so that the streams end before it waits for its requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
