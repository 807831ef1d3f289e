package dev.synap.server.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Each request ends once: validated, rejected, or as a proposal that waits; or it is parked. What follows from it
 * names its cause, shares its correlation and subject, and the requests of one subject are answered in their order.
 */
final class PhaseCheck {

    private final WriteHistory history;
    private final Broken broken;

    private PhaseCheck(WriteHistory history, Broken broken) {
        this.history = history;
        this.broken = broken;
    }

    static void check(WriteHistory history, Broken broken) {
        PhaseCheck check = new PhaseCheck(history, broken);
        List<LoggedEvent> requests = history.requests();
        requests.forEach(check::checkRequest);
        check.checkOrder(requests);
        history.trails().forEach(check::checkAsked);
    }

    private void checkRequest(LoggedEvent request) {
        Trail trail = history.trail(request);
        boolean parked = history.parked().containsKey(request.id());
        if (trail.isEmpty()) {
            broken.unless(parked, "%s never ended", request);
            return;
        }
        broken.unless(!parked, "%s is parked though something became of it", request);
        broken.unless(trail.ends() <= 1, "%s ended %d times", request, trail.ends());
        broken.unless(
                trail.proposed().size() <= 1,
                "%s was proposed %d times",
                request,
                trail.proposed().size());
        broken.unless(
                trail.approved().size() <= 1,
                "%s was approved %d times",
                request,
                trail.approved().size());
        broken.unless(
                trail.approved().size() == trail.validated().size(),
                "%s was approved %d times and validated %d times",
                request,
                trail.approved().size(),
                trail.validated().size());
        broken.unless(trail.ends() + trail.proposed().size() > 0, "%s was neither ended nor proposed", request);
        for (List<LoggedEvent> each :
                List.of(trail.approved(), trail.validated(), trail.rejected(), trail.proposed())) {
            each.forEach(phase -> checkPhase(request, trail, phase));
        }
        broken.unless(
                inOrder(request, trail),
                "%s has its phases in another order than requested, approved, validated",
                request);
    }

    private void checkPhase(LoggedEvent request, Trail trail, LoggedEvent phase) {
        broken.unless(phase.stem().equals(request.stem()), "%s is the answer to another wish than %s", phase, request);
        broken.unless(
                phase.subjectId().equals(request.subjectId()), "%s is on another subject than %s", phase, request);
        String correlation = request.correlationId();
        broken.unless(
                correlation != null && correlation.equals(phase.correlationId()),
                "%s has another correlation than %s",
                phase,
                request);
        boolean bySystem =
                phase.lastWord().equals("rejected") || phase.lastWord().equals("proposed");
        broken.unless(!bySystem || phase.userId().equals("system"), "%s is signed by %s", phase, phase.userId());
        broken.unless(phase.lastWord().equals("validated") || phase.text("rule") != null, "%s names no rule", phase);
        checkCause(request, trail, phase);
    }

    private void checkCause(LoggedEvent request, Trail trail, LoggedEvent phase) {
        if (phase.lastWord().equals("validated")) {
            broken.unless(
                    trail.approved().stream().anyMatch(approved -> approved.id().equals(phase.causationId())),
                    "%s does not follow from the approval of its request",
                    phase);
        } else if (phase.lastWord().equals("proposed") || trail.proposed().isEmpty()) {
            broken.unless(request.id().equals(phase.causationId()), "%s does not follow from its request", phase);
            boolean signed =
                    !phase.lastWord().equals("approved") || phase.userId().equals(request.userId());
            broken.unless(signed, "%s is signed by another than who asked", phase);
        } else {
            checkDecision(trail, phase);
        }
    }

    /** What was proposed goes on by the approval of somebody's decision about that very proposal. */
    private void checkDecision(Trail trail, LoggedEvent phase) {
        LoggedEvent cause = history.byId().get(String.valueOf(phase.causationId()));
        String proposal = trail.proposed().getFirst().text("proposalId");
        boolean decided = cause != null
                && cause.type().startsWith("proposals.")
                && cause.lastWord().equals("approved")
                && cause.subjectId().equals(proposal);
        broken.unless(decided, "%s does not follow from a decision about its proposal", phase);
    }

    private static boolean inOrder(LoggedEvent request, Trail trail) {
        long last = request.position();
        for (List<LoggedEvent> each :
                List.of(trail.proposed(), trail.approved(), trail.validated(), trail.rejected())) {
            for (LoggedEvent phase : each) {
                if (phase.position() <= last) {
                    return false;
                }
                last = phase.position();
            }
        }
        return true;
    }

    private void checkOrder(List<LoggedEvent> requests) {
        Map<String, LoggedEvent> lastAnswers = new HashMap<>();
        for (LoggedEvent request : requests) {
            LoggedEvent answer = history.trail(request).first();
            if (answer == null) {
                continue;
            }
            LoggedEvent before = lastAnswers.put(request.subjectId(), answer);
            broken.unless(
                    before == null || before.position() < answer.position(),
                    "%s was answered before an earlier request of its subject",
                    request);
        }
    }

    private void checkAsked(String requestId, Trail trail) {
        LoggedEvent request = history.byId().get(requestId);
        LoggedEvent first = trail.first();
        broken.unless(
                first == null || (request != null && request.isRequest()),
                "%s answers a request that is not there",
                first);
    }
}
