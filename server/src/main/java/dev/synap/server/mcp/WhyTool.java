package dev.synap.server.mcp;

import dev.synap.core.event.Ids;
import dev.synap.server.entity.BodyFields;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.why.Explanations;
import dev.synap.server.why.WhyReply;
import dev.synap.server.why.WhyReply.Link;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The tool that tells why something is as it is: the whole way back to what it began with, and what came of it. */
final class WhyTool {

    private static final String CHANGE_ID = "changeId";

    private final Places places;
    private final Explanations explanations;

    WhyTool(Places places, Explanations explanations) {
        this.places = places;
        this.explanations = explanations;
    }

    Tool tool() {
        return new Tool(
                "why",
                "Ask why something is as it is",
                "Tells why a thing is there, by its id, or why a change was made, by its changeId. because goes the whole way"
                        + " back, oldest first: the words that somebody typed, an agent's reasoning with its confidences and"
                        + " model, what was proposed, who decided on it, when and on what they saw, and what was written."
                        + " cameOfIt tells what followed.",
                Tool.Effect.READS,
                InputSchema.inWorkspace()
                        .id("id", "The id of a thing, such as task_123")
                        .id(CHANGE_ID, "Instead of id: a changeId that history tells, or a requestId"),
                this::run);
    }

    private Answer run(Visit visit, ObjectNode arguments) {
        WorkspaceCall call = places.enter(visit, arguments);
        String id = BodyFields.text(arguments, "id");
        String changeId = BodyFields.text(arguments, CHANGE_ID);
        if ((id == null) == (changeId == null)) {
            throw Problem.of(ProblemType.INVALID_INPUT, "pass id, of a thing, or changeId, of a change: one of the two")
                    .exception();
        }
        if (id != null) {
            Ids.check("id", id);
            return answer(explanations
                    .ofSubject(call.workspaceId(), id, call::maySee)
                    .filter(_ -> call.maySee(id))
                    .orElseThrow(() -> missing("nothing ever happened to " + id + " in " + call.workspaceId()
                            + "; search finds what is there")));
        }
        Ids.check(CHANGE_ID, changeId);
        return answer(explanations
                .ofChange(call.workspaceId(), changeId, call::maySee)
                .orElseThrow(() -> missing("there is no change " + changeId + " in " + call.workspaceId()
                        + "; take a changeId that history tells")));
    }

    /** As much of it as a model reads at once: long texts are cut first, and then what is farthest away is left out. */
    private static Answer answer(WhyReply why) {
        int most = Math.max(why.because().size(), why.cameOfIt().size());
        Answer answer = Answer.of(said(why.because()), why);
        while (!Fitting.canFit(answer.content()) && most > 1) {
            most /= 2;
            answer = Answer.of(answer.text(), why.nearest(most));
        }
        return answer;
    }

    private static String said(List<Link> because) {
        String last = because.getLast().sentence();
        return because.size() == 1
                ? last + "; nothing that is known led to it"
                : "%s; it goes back over %d steps to: %s"
                        .formatted(last, because.size() - 1, because.getFirst().sentence());
    }

    private static ProblemException missing(String detail) {
        return Problem.of(ProblemType.NOT_FOUND, detail).exception();
    }
}
