package dev.synap.store.log;

/** Told, once an append is durable, how far a workspace's log reaches now. Must be quick and must not throw. */
@FunctionalInterface
public interface AppendListener {

    /** A workspace's last event stands at this position, or further by now. */
    void appended(String workspaceId, long position);
}
