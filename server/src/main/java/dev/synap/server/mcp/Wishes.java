package dev.synap.server.mcp;

import dev.synap.core.json.Json;
import dev.synap.core.write.ReasoningTrace;
import dev.synap.server.entity.BodyFields;
import dev.synap.server.entity.RequestDraft;
import dev.synap.server.entity.RequestReply;
import dev.synap.server.entity.Requests;
import dev.synap.server.security.WorkspaceCall;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller wants done, on its way into the log: by the same {@link Requests} as over HTTP. Who wants it is who
 * holds the key.
 *
 * <p>Thread-safe.
 */
final class Wishes {

    private static final String WAIT = "validated";
    private static final String REASON = "reason";
    private static final String REASONING = "reasoning";
    private static final String SOURCE = "mcp";
    private static final int MAX_REASON = 1_000;
    private static final int MAX_THOUGHT = 10_000;
    private static final List<String> PLAIN = List.of(REASON, "eventId", "causationId", "expectedVersion");

    private final Requests requests;

    Wishes(Requests requests) {
        this.requests = requests;
    }

    /** The same arguments, and those with which any wish says why. */
    static InputSchema explained(InputSchema input) {
        return input.text(REASON, MAX_REASON, "Why, in a sentence; it stays in the history")
                .reasoning(REASONING, ReasoningTrace.MAX_STEPS, MAX_THOUGHT)
                .id(
                        "causationId",
                        "What led you to it, if anything did: a changeId that history tells, or an event's id; why leads back"
                                + " to it")
                .id("eventId", "An id of your own for this call, such as evt_7f3a: sent again, it is done only once");
    }

    /** Takes what is said of the wish itself out of the arguments, in the form in which bodies say it. */
    ObjectNode envelope(Visit visit, ObjectNode arguments) {
        ObjectNode body = Json.newObject().put("source", SOURCE);
        for (String name : PLAIN) {
            JsonNode value = arguments.remove(name);
            if (value != null) {
                body.set(name, value);
            }
        }
        ObjectNode reasoning = BodyFields.object(arguments, REASONING);
        if (reasoning != null) {
            ObjectNode ai = body.putObject("metadata").putObject("ai");
            ai.put("agent", visit.caller().user().name());
            ai.set(REASONING, reasoning);
        }
        return body;
    }

    /** Stores the wish, and waits a while for what becomes of it. */
    Answer send(Visit visit, WorkspaceCall call, RequestDraft draft) {
        RequestReply reply = Objects.requireNonNull(
                requests.send(call, draft, WAIT, HttpStatus.OK, visit.http()).getBody());
        return Answer.of(said(reply), reply);
    }

    private static String said(RequestReply reply) {
        return switch (reply.status()) {
            case "validated" ->
                reply.version() == null
                        ? "Done: " + reply.subjectId()
                        : "Done: " + reply.subjectId() + " is at version " + reply.version();
            case "proposed" ->
                "Not done yet: a person must decide proposal " + reply.proposalId() + "; request_status with requestId "
                        + reply.requestId() + " tells how it went";
            default ->
                "Stored, and not decided yet; request_status with requestId " + reply.requestId()
                        + " tells how it went";
        };
    }
}
