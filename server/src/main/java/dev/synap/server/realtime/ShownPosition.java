package dev.synap.server.realtime;

import dev.synap.store.feed.Feed;
import dev.synap.store.projection.Projections;
import java.time.Duration;

/** Up to where a workspace's lists show its log, to wait on. For one thread. */
final class ShownPosition {

    private static final Duration SLICE = Duration.ofSeconds(1);

    private final Feed feed;
    private final String workspaceId;
    private long shown;

    ShownPosition(Feed feed, String workspaceId) {
        this.feed = feed;
        this.workspaceId = workspaceId;
    }

    /**
     * Waits until lists show an event.
     *
     * @throws IllegalStateException when the thread is interrupted before; it still is then
     */
    void await(long position) {
        while (shown < position) {
            if (feed.await(Projections.NAME, workspaceId, position, SLICE)) {
                shown = Math.max(position, feed.position(Projections.NAME, workspaceId));
            } else if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted at position " + position);
            }
        }
    }
}
