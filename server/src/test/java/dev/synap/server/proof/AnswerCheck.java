package dev.synap.server.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What clients were told is so: nothing acknowledged is lost, nothing is in the log that nobody sent. */
final class AnswerCheck {

    private final WriteHistory history;
    private final Broken broken = new Broken();

    private AnswerCheck(WriteHistory history) {
        this.history = history;
    }

    /**
     * @param told all that clients sent to this workspace
     * @param settled the position up to which others wrote before
     */
    static List<String> check(List<LoggedEvent> events, Map<String, String> parked, List<Told> told, long settled) {
        AnswerCheck check = new AnswerCheck(WriteHistory.of(events, parked));
        told.forEach(check::checkAnswer);
        check.checkNothingElse(told, settled);
        return check.broken.promises();
    }

    private void checkAnswer(Told told) {
        LoggedEvent request = history.byId().get(told.requestId());
        if (!told.acknowledged()) {
            return;
        }
        if (request == null) {
            broken.add("%s, is lost", told);
            return;
        }
        checkContent(told, request);
        Trail trail = history.trail(request);
        switch (told.outcome()) {
            case "requested" -> {}
            case "validated" -> broken.unless(!trail.validated().isEmpty(), "%s, was not validated", told);
            case "proposed" -> {
                boolean so = trail.proposed().stream()
                        .anyMatch(
                                each -> String.valueOf(each.text("proposalId")).equals(told.replied("proposalId")));
                broken.unless(so, "%s, was not proposed so", told);
            }
            case "rejected" -> {
                boolean so = trail.rejected().stream()
                        .anyMatch(each -> String.valueOf(each.text("rule")).equals(told.replied("rule")));
                broken.unless(so, "%s, was not rejected so", told);
            }
            default -> broken.add("%s, tells of no outcome", told);
        }
    }

    private void checkContent(Told told, LoggedEvent request) {
        boolean same = request.type().equals(told.type())
                && request.userId().equals(told.userId())
                && (told.subjectId() == null || request.subjectId().equals(told.subjectId()))
                && request.subjectId()
                        .equals(told.replied("subjectId") == null ? request.subjectId() : told.replied("subjectId"));
        broken.unless(same, "%s, stands as %s by %s", told, request, request.userId());
        broken.unless(
                request.data().entrySet().containsAll(told.sent().entrySet()),
                "%s, sent %s and stands with %s",
                told,
                told.sent(),
                request.data());
    }

    /** Each request in the log was sent by somebody, and not only refused. */
    private void checkNothingElse(List<Told> told, long settled) {
        Set<String> mayExist = new HashSet<>();
        told.stream()
                .filter(each -> each.lost() || each.acknowledged())
                .forEach(each -> mayExist.add(each.requestId()));
        for (LoggedEvent request : history.requests()) {
            boolean known = request.position() <= settled || mayExist.contains(request.id());
            broken.unless(known, "%s was sent by nobody, or refused", request);
        }
    }
}
