package dev.synap.server.mcp;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.server.entity.BodyFields;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.WorkspaceCall;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tool that tells why a change was made, as those who asked for it and decided on it have said. */
final class WhyTool {

    private static final String CHANGE_ID = "changeId";
    private static final String REASON = "reason";
    private static final int MAX_EVENTS = 50;

    private final Places places;
    private final EventLog log;

    WhyTool(Places places, EventLog log) {
        this.places = places;
        this.log = log;
    }

    Tool tool() {
        return new Tool(
                "why",
                "Ask why a change was made",
                "Tells how a change came about, step by step: who asked for it and for what reason, with an agent's"
                        + " reasoning where it gave one, by which rule or person it was decided, and what was written.",
                Tool.Effect.READS,
                InputSchema.inWorkspace()
                        .id(CHANGE_ID, "The changeId that history tells, or a requestId")
                        .required(CHANGE_ID),
                this::run);
    }

    private Answer run(Visit visit, ObjectNode arguments) {
        WorkspaceCall call = places.enter(visit, arguments);
        String changeId = Ids.check(CHANGE_ID, BodyFields.requiredText(arguments, CHANGE_ID));
        List<Event> events = events(call, changeId).stream()
                .filter(event -> call.maySee(event.subjectId()))
                .toList();
        if (events.isEmpty()) {
            throw Problem.of(
                            ProblemType.NOT_FOUND,
                            "there is no change " + changeId + " in " + call.workspaceId()
                                    + "; take a changeId that history tells")
                    .exception();
        }
        ObjectNode content = Json.newObject().put(CHANGE_ID, changeId);
        ArrayNode steps = content.putArray("steps");
        events.forEach(event -> steps.add(step(event)));
        return new Answer(said(events), content);
    }

    private List<Event> events(WorkspaceCall call, String changeId) {
        List<Event> found = log.query(
                        call.workspaceId(), EventQuery.all().correlation(changeId), PageRequest.first(MAX_EVENTS))
                .events();
        // What was imported or appended by itself may have no correlation.
        return found.isEmpty() ? log.get(call.workspaceId(), changeId).stream().toList() : found;
    }

    private static ObjectNode step(Event event) {
        ObjectNode step = Json.newObject()
                .put("eventId", event.id())
                .put("position", event.position())
                .put("type", event.type())
                .put("subjectId", event.subjectId())
                .put("userId", event.userId())
                .put("timestamp", Timestamps.format(event.timestamp()));
        ObjectNode data = event.data().toNode();
        ObjectNode metadata = event.metadata().toNode();
        copy("rule", data, step);
        copy(REASON, data, step);
        copy(REASON, metadata, step);
        copy("ai", metadata, step);
        return step;
    }

    private static String said(List<Event> events) {
        Event first = events.getFirst();
        String reason = first.metadata().toNode().path(REASON).asString("");
        return "%s by %s, %s".formatted(first.type(), first.userId(), reason.isEmpty() ? "no reason given" : reason);
    }

    private static void copy(String name, ObjectNode from, ObjectNode to) {
        JsonNode value = from.get(name);
        if (value != null) {
            to.set(name, value);
        }
    }
}
