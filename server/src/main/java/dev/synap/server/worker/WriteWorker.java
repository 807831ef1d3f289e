package dev.synap.server.worker;

import dev.synap.core.event.Event;
import dev.synap.core.log.EventLog;
import dev.synap.core.write.Following;
import dev.synap.core.write.WriteFlow;
import dev.synap.store.access.Users;
import dev.synap.store.access.Workspaces;
import dev.synap.store.feed.Reaction;
import dev.synap.store.feed.Subscriber;
import dev.synap.store.state.StateReader;
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
    private final EventLog log;
    private final StateReader states;
    private final Users users;
    private final Workspaces workspaces;

    public WriteWorker(WriteFlow flow, EventLog log, StateReader states, Users users, Workspaces workspaces) {
        this.flow = flow;
        this.log = log;
        this.states = states;
        this.users = users;
        this.workspaces = workspaces;
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
        Following following = flow.follow(events, new StoredSubjects(workspaceId, log, states, users, workspaces));
        return following.events().isEmpty()
                ? Reaction.nothing()
                : Reaction.append(following.events(), following.expected());
    }
}
