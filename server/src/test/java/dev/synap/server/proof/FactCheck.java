package dev.synap.server.proof;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Facts stand between the approval that they follow from and its validation, on the subject and by the user that
 * were approved, and nothing of another reaction stands between them.
 */
final class FactCheck {

    private static final Set<String> OTHER_FAMILIES = Set.of("worker", "workspace", "projection");

    private final WriteHistory history;
    private final Broken broken;

    private FactCheck(WriteHistory history, Broken broken) {
        this.history = history;
        this.broken = broken;
    }

    static void check(WriteHistory history, Broken broken) {
        FactCheck check = new FactCheck(history, broken);
        for (LoggedEvent event : history.events()) {
            if (event.type().equals("proposal.created")) {
                check.checkProposal(event);
            } else if (event.type().equals("proposal.stale")) {
                check.checkStale(event);
            } else if (event.isFact()) {
                check.checkFact(event);
            } else if (!event.ofFlow()) {
                String family =
                        event.type().substring(0, Math.max(0, event.type().indexOf('.')));
                broken.unless(OTHER_FAMILIES.contains(family), "%s is neither a phase nor a fact", event);
            }
            if (event.ofFlow() && event.lastWord().equals("approved")) {
                check.checkTogether(event);
            }
        }
    }

    private void checkFact(LoggedEvent fact) {
        LoggedEvent approved = cause(fact);
        if (approved == null || !approved.ofFlow() || !approved.lastWord().equals("approved")) {
            broken.add("%s does not follow from an approval", fact);
            return;
        }
        Trail trail = history.trails().getOrDefault(String.valueOf(approved.text("requestId")), Trail.NONE);
        boolean between = trail.validated().stream()
                .anyMatch(end -> approved.position() < fact.position() && fact.position() < end.position());
        broken.unless(between, "%s does not stand between its approval and the validation", fact);
        broken.unless(
                approved.subjectId().equals(fact.subjectId()), "%s is on another subject than was approved", fact);
        broken.unless(
                Objects.equals(approved.correlationId(), fact.correlationId()),
                "%s has another correlation than its approval",
                fact);
        LoggedEvent request = history.byId().get(String.valueOf(approved.text("requestId")));
        if (request != null) {
            boolean signed = fact.userId().equals(request.userId())
                    || (Boolean.TRUE.equals(approved.data().get("modified"))
                            && fact.userId().equals(approved.userId()));
            broken.unless(signed, "%s is signed by %s, who did not ask for it", fact, fact.userId());
        }
    }

    private void checkProposal(LoggedEvent created) {
        LoggedEvent request = history.byId().get(String.valueOf(created.text("requestId")));
        LoggedEvent proposed =
                request == null || history.trail(request).proposed().isEmpty()
                        ? null
                        : history.trail(request).proposed().getFirst();
        if (request == null || proposed == null) {
            broken.add("%s does not follow from a request that was proposed", created);
            return;
        }
        boolean follows = Set.of(request.id(), proposed.id()).contains(String.valueOf(created.causationId()));
        broken.unless(follows, "%s does not follow from its request", created);
        broken.unless(
                Math.abs(created.position() - proposed.position()) == 1,
                "%s does not stand beside %s",
                created,
                proposed);
        broken.unless(
                Objects.equals(created.correlationId(), request.correlationId()),
                "%s has another correlation than its request",
                created);
    }

    /** A decision that came too late for its subject is rejected; the proposal asks again. */
    private void checkStale(LoggedEvent stale) {
        LoggedEvent cause = cause(stale);
        String decision = cause == null ? null : cause.isRequest() ? cause.id() : cause.text("requestId");
        Trail trail = history.trails().getOrDefault(String.valueOf(decision), Trail.NONE);
        boolean rejected = trail.rejected().stream().anyMatch(end -> "proposal.stale".equals(end.text("rule")));
        broken.unless(rejected, "%s does not follow from a decision that was rejected for it", stale);
    }

    /** One append: whatever stands between an approval and its validation follows from the approval. */
    private void checkTogether(LoggedEvent approved) {
        Trail trail = history.trails().getOrDefault(String.valueOf(approved.text("requestId")), Trail.NONE);
        if (trail.validated().isEmpty()) {
            return;
        }
        int from = (int) approved.position();
        int to = (int) trail.validated().getFirst().position() - 1;
        if (from > to || to > history.events().size()) {
            return;
        }
        List<LoggedEvent> between = history.events().subList(from, to);
        for (LoggedEvent event : between) {
            broken.unless(followsFrom(event, approved), "%s stands between %s and its validation", event, approved);
        }
    }

    private boolean followsFrom(LoggedEvent event, LoggedEvent root) {
        LoggedEvent at = event;
        for (int steps = 0; at != null && steps < 5; steps++) {
            if (root.id().equals(at.causationId())) {
                return true;
            }
            at = cause(at);
        }
        return false;
    }

    private LoggedEvent cause(LoggedEvent event) {
        return history.byId().get(String.valueOf(event.causationId()));
    }
}
