package dev.synap.store.feed;

/** A subscriber's right to go on in a workspace: its node holds the lease in this epoch. */
record Claim(String subscriber, String workspaceId, String nodeId, long epoch) {}
