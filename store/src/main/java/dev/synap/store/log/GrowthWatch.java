package dev.synap.store.log;

import dev.synap.core.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells subscriptions that their workspace's log has grown: at once when this process appends, and within
 * {@value #POLL_MILLIS} ms when another one does. However many workspaces are watched, one query asks for all of
 * them, and none is asked where nothing is watched.
 *
 * <p>Thread-safe.
 */
final class GrowthWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GrowthWatch.class);
    private static final long POLL_MILLIS = 200;

    private static final class Watched {
        private final Growth growth = new Growth();
        private int watchers;
    }

    private final EventReader reader;
    private final Map<String, Watched> watched = new HashMap<>();
    private @Nullable Thread poller;
    private boolean closed;

    GrowthWatch(EventReader reader) {
        this.reader = reader;
    }

    /** Begins to watch a workspace; each call wants one of {@link #leave}. */
    synchronized Growth watch(String workspaceId) {
        Watched found = watched.computeIfAbsent(workspaceId, _ -> new Watched());
        found.watchers++;
        if (poller == null && !closed) {
            poller = Thread.ofVirtual().name("growth-watch").start(this::poll);
        }
        return found.growth;
    }

    synchronized void leave(String workspaceId) {
        Watched found = watched.get(workspaceId);
        if (found != null && --found.watchers == 0) {
            watched.remove(workspaceId);
        }
    }

    /** This process has appended. */
    void appended(String workspaceId, List<Event> events) {
        Watched found = find(workspaceId);
        if (found != null) {
            found.growth.append(events);
        }
    }

    private synchronized @Nullable Watched find(String workspaceId) {
        return watched.get(workspaceId);
    }

    private synchronized Set<String> workspaces() {
        return Set.copyOf(watched.keySet());
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void poll() {
        while (!isClosed()) {
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                Set<String> workspaces = workspaces();
                if (!workspaces.isEmpty()) {
                    reader.positions(workspaces).forEach(this::reach);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // Every subscription finds out by itself, and says so.
                log.debug("the heads of logs cannot be read: {}", e.getMessage());
            }
        }
    }

    private void reach(String workspaceId, long position) {
        Watched found = find(workspaceId);
        if (found != null) {
            found.growth.reach(position);
        }
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = poller;
        }
        if (running != null) {
            running.interrupt();
        }
    }
}
