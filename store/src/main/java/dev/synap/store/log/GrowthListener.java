package dev.synap.store.log;

/** Told, once an append is durable, of each subject that it added events to. Must be quick. */
@FunctionalInterface
public interface GrowthListener {

    /** A subject moved from one version to another; 0 is that of a subject without events. */
    void grown(String workspaceId, String subjectId, long from, long to);
}
