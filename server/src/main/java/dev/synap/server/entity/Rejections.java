package dev.synap.server.entity;

import dev.synap.core.write.Fault;
import dev.synap.core.write.RejectionKind;
import dev.synap.core.write.Rules;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rejections as callers see them who waited. */
final class Rejections {

    private static final List<String> TOLD =
            List.of("errors", "expectedVersion", "currentVersion", "baseVersion", "decidedBy", "decidedAt");

    private Rejections() {}

    static Problem problem(String requestId, String subjectId, Outcome.Rejected rejected) {
        ObjectNode data = rejected.data().toNode();
        String rule = data.path("rule").asString("");
        Problem problem = Problem.of(type(rule), data.path("reason").asString("the request was rejected"))
                .with("rule", rule)
                .with("requestId", requestId)
                .with("subjectId", subjectId)
                .with("position", rejected.position());
        for (String name : TOLD) {
            JsonNode value = data.get(name);
            if (value != null) {
                problem = problem.with(name, value);
            }
        }
        JsonNode first = data.path("errors").path(0).path("path");
        return first.isString() && !first.stringValue().isEmpty()
                ? problem.with("field", first.stringValue())
                : problem;
    }

    /** What is wrong with a request by itself, so that it is not stored. */
    static Problem problem(List<Fault> faults) {
        Fault first = faults.getFirst();
        String more = faults.size() == 1 ? "" : "; errors says what else is wrong";
        return Problem.of(ProblemType.INVALID_INPUT, first.path() + " " + first.message() + more)
                .with("rule", Rules.INVALID)
                .with("errors", faults)
                .with("field", first.path());
    }

    private static ProblemType type(String rule) {
        ProblemType known = Map.of(
                        Rules.EXISTS, ProblemType.ALREADY_EXISTS,
                        Rules.PROPOSAL_STALE, ProblemType.STALE_PROPOSAL,
                        Rules.PROPOSAL_CONTENT, ProblemType.STALE_PROPOSAL,
                        Rules.PROPOSAL_DECIDED, ProblemType.ALREADY_DECIDED,
                        Rules.PROPOSAL_EXPIRED, ProblemType.ALREADY_DECIDED)
                .get(rule);
        if (known != null) {
            return known;
        }
        if (rule.startsWith("undo.") && RejectionKind.of(rule) == RejectionKind.CONFLICT) {
            return ProblemType.CANNOT_UNDO;
        }
        return switch (RejectionKind.of(rule)) {
            case FORBIDDEN -> ProblemType.NOT_PERMITTED;
            case NOT_FOUND -> ProblemType.NOT_FOUND;
            case CONFLICT -> ProblemType.VERSION_CONFLICT;
            case INVALID -> ProblemType.INVALID_INPUT;
        };
    }
}
