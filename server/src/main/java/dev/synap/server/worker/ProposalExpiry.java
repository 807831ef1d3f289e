package dev.synap.server.worker;

import dev.synap.core.access.Actor;
import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.EventLog;
import dev.synap.core.write.DerivedIds;
import dev.synap.store.dispatch.DueProposals;
import dev.synap.store.dispatch.DueProposals.Due;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks, as Synap itself, that proposals end which nobody decided in time. Every node looks; since the id of the
 * request follows from the proposal's, each proposal is asked about once.
 *
 * <p>Thread-safe.
 */
public final class ProposalExpiry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProposalExpiry.class);
    private static final int AT_ONCE = 500;
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

    private final DueProposals proposals;
    private final EventLog log;
    private final Clock clock;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("proposal-expiry").factory());

    public ProposalExpiry(DueProposals proposals, EventLog log, Clock clock) {
        this.proposals = proposals;
        this.log = log;
        this.clock = clock;
    }

    /** Looks now and then from now on. */
    public ProposalExpiry start() {
        long every = LOOKS_EVERY.toMillis();
        var _ = looks.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        return this;
    }

    private void look() {
        try {
            List<Due> due = proposals.at(clock.instant(), AT_ONCE);
            due.forEach(this::expire);
        } catch (RuntimeException e) {
            // They are as due at the next look.
            LOG.warn("proposals that are due could not be ended: {}", e.toString());
        }
    }

    private void expire(Due due) {
        String id = DerivedIds.event(due.proposalId(), "expire");
        // One that was asked about before is being decided, or could not be: asking again would say nothing new.
        if (log.get(due.workspaceId(), id).isEmpty()) {
            log.append(AppendRequest.of(due.workspaceId(), List.of(request(id, due.proposalId()))));
        }
    }

    private static NewEvent request(String id, String proposalId) {
        return new NewEvent(
                id,
                "proposals.expire.requested",
                proposalId,
                EntityTypes.PROPOSAL,
                JsonObject.empty(),
                JsonObject.empty(),
                Actor.SYSTEM_ID,
                "synap",
                id,
                null,
                null);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
