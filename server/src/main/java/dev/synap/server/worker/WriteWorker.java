package dev.synap.server.worker;

import dev.synap.core.event.Event;
import dev.synap.core.write.Following;
import dev.synap.core.write.WriteFlow;
import dev.synap.store.feed.Reaction;
import dev.synap.store.feed.Subscriber;
import java.util.List;

/**
 * Decides requests and carries them out: approvals, facts, ends, rejections and proposals follow from them in
 * one append.
 *
 * <p>Thread-safe.
 */
public final class WriteWorker implements Subscriber {

    /** What its checkpoints are kept under. */
    public static final String NAME = "writes";

    private final WriteFlow flow;
    private final SubjectSources from;

    public WriteWorker(WriteFlow flow, SubjectSources from) {
        this.flow = flow;
        this.from = from;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean wants(String eventType) {
        return WriteFlow.isRequest(eventType);
    }

    /** Reads the workspace anew for each batch, so it is as of the batch's last event or later. */
    @Override
    public Reaction react(String workspaceId, List<Event> events) {
        Following following =
                flow.follow(events, new StoredSubjects(workspaceId, from), new StoredPasts(workspaceId, from));
        return following.events().isEmpty()
                ? Reaction.nothing()
                : Reaction.append(following.events(), following.expected());
    }
}
