package dev.synap.server.mcp;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.server.entity.BodyFields;
import dev.synap.server.entity.EntityBodies;
import dev.synap.server.entity.Envelope;
import dev.synap.server.entity.RequestDraft;
import dev.synap.server.security.WorkspaceCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The tools that change things: each a request in the log, as those of HTTP are. */
final class WriteTools {

    private static final String FIELDS = "fields";
    private static final String WAITS =
            " Where a person must decide, the answer's status is proposed, with a proposalId: it is not done yet, and"
                    + " request_status tells how it went.";
    private static final int MAX_COMMENT = 20_000;

    private final Places places;
    private final Wishes wishes;

    WriteTools(Places places, Wishes wishes) {
        this.places = places;
        this.wishes = wishes;
    }

    List<Tool> all() {
        return List.of(create(), update(), complete(), relate(), comment());
    }

    private Tool create() {
        return new Tool(
                "create",
                "Make something",
                "Makes a note, a task, a project, or a thing of any other type, with the fields given. Notes have title"
                        + " and content; tasks have title, status, dueDate and noteId." + WAITS,
                Tool.Effect.ADDS,
                Wishes.explained(InputSchema.inWorkspace()
                                .id("type", "What it is: note, task, project, or another word")
                                .id("id", "Its id, to choose it yourself; left out, one is made")
                                .object(
                                        FIELDS,
                                        "Its fields, such as {\"title\": \"Roses\", \"content\": \"Cut in March\"}"))
                        .required("type", FIELDS),
                (visit, arguments) -> {
                    WorkspaceCall call = places.enterAsMember(visit, arguments);
                    ObjectNode body = body(visit, arguments);
                    move("type", arguments, body);
                    move("id", arguments, body);
                    return wishes.send(visit, call, EntityBodies.create(body));
                });
    }

    private Tool update() {
        return new Tool(
                "update",
                "Change something",
                "Changes fields of one thing, and leaves the others as they are; null takes a field away. Pass the"
                        + " version that you read as expectedVersion, and the change is refused if somebody changed it since."
                        + WAITS,
                Tool.Effect.SETS,
                Wishes.explained(InputSchema.inWorkspace()
                                .id("id", "The id, such as note_123")
                                .object(FIELDS, "The fields to change, each with its new value")
                                .whole("expectedVersion", "The version that you read"))
                        .required("id", FIELDS),
                (visit, arguments) -> {
                    WorkspaceCall call = places.enter(visit, arguments);
                    String id = BodyFields.requiredText(arguments, "id");
                    String type = places.type(call, id);
                    return wishes.send(visit, call, EntityBodies.update(body(visit, arguments), id, type));
                });
    }

    private Tool complete() {
        return new Tool(
                "complete",
                "Complete a task",
                "Marks a task as done." + WAITS,
                Tool.Effect.SETS,
                Wishes.explained(InputSchema.inWorkspace()
                                .id("id", "The id of the task")
                                .whole("expectedVersion", "The version that you read"))
                        .required("id"),
                (visit, arguments) -> {
                    WorkspaceCall call = places.enter(visit, arguments);
                    String id = BodyFields.requiredText(arguments, "id");
                    places.needType(call, id, EntityTypes.TASK);
                    ObjectNode body = wishes.envelope(visit, arguments);
                    return wishes.send(visit, call, EntityBodies.mark("complete", body, id, EntityTypes.TASK));
                });
    }

    private Tool relate() {
        return new Tool(
                "relate",
                "Relate two things",
                "Says that one thing stands in a relation to another, such as a task that blocks a task." + WAITS,
                Tool.Effect.ADDS,
                Wishes.explained(InputSchema.inWorkspace()
                                .id("from", "The id of the thing that it begins at")
                                .id("to", "The id of the thing that it ends at")
                                .id("kind", "The kind of relation, such as blocks or mentions"))
                        .required("from", "to", "kind"),
                (visit, arguments) -> {
                    WorkspaceCall call = places.enterAsMember(visit, arguments);
                    ObjectNode body = wishes.envelope(visit, arguments);
                    move("from", arguments, body);
                    move("to", arguments, body);
                    move("kind", arguments, body);
                    return wishes.send(visit, call, EntityBodies.create(body, EntityTypes.RELATION));
                });
    }

    private Tool comment() {
        return new Tool(
                "comment",
                "Comment on something",
                "Says something about one thing, beside it: the thing stays as it is." + WAITS,
                Tool.Effect.ADDS,
                Wishes.explained(InputSchema.inWorkspace()
                                .id("on", "The id of the thing that it is about")
                                .text("text", MAX_COMMENT, "What to say"))
                        .required("on", "text"),
                (visit, arguments) -> {
                    WorkspaceCall call = places.enter(visit, arguments);
                    places.needVisible(call, BodyFields.requiredText(arguments.deepCopy(), "on"));
                    ObjectNode body = wishes.envelope(visit, arguments);
                    move("on", arguments, body);
                    move("text", arguments, body);
                    RequestDraft draft = EntityBodies.create(body, EntityTypes.COMMENT);
                    return wishes.send(visit, call, draft);
                });
    }

    /** The fields of a thing and the envelope of its request, which over HTTP stand in one object. */
    private ObjectNode body(Visit visit, ObjectNode arguments) {
        ObjectNode fields = BodyFields.object(arguments, FIELDS);
        ObjectNode body = fields == null ? Json.newObject() : fields;
        for (String name : List.of("id", "type")) {
            refuse(body, name, "stands beside fields, not in it");
        }
        Envelope.FIELDS.forEach(name -> refuse(body, name, "is not a field of things; leave it out of fields"));
        body.setAll(wishes.envelope(visit, arguments));
        return body;
    }

    private static void refuse(ObjectNode fields, String name, String why) {
        if (fields.has(name)) {
            throw new InvalidInputException(FIELDS + "." + name, why);
        }
    }

    private static void move(String name, ObjectNode from, ObjectNode to) {
        @Nullable String value = BodyFields.text(from, name);
        if (value != null) {
            to.put(name, value);
        }
    }
}
