package dev.synap.store.restore;

/**
 * What became of one workspace's log.
 *
 * @param added how many events were not there before
 * @param position where the log ends now
 * @param hash that of its last event
 */
public record Restored(String workspaceId, long added, long position, String hash) {}
