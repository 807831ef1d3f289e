package dev.synap.server.mcp;

import dev.synap.server.entity.BodyFields;
import dev.synap.server.entity.RequestDraft;
import dev.synap.server.history.HistoryBodies;
import dev.synap.server.history.PreviewReply;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.worker.UndoPreviews;
import dev.synap.store.access.Scope;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tool that takes changes back: it looks first, and asks for what it saw when called again. */
final class UndoTool {

    private static final String VERB = "undo";
    private static final String PREVIEW = "preview";
    private static final String MINE = "mine";
    private static final List<String> FIELDS = List.of("count", "by", "changes", "policy");
    private static final int MAX_CHANGES = 100;

    private final Places places;
    private final Wishes wishes;
    private final UndoPreviews previews;
    private final Clock clock;

    UndoTool(Places places, Wishes wishes, UndoPreviews previews, Clock clock) {
        this.places = places;
        this.wishes = wishes;
        this.previews = previews;
        this.clock = clock;
    }

    Tool tool() {
        return new Tool(
                "propose_undo",
                "Undo, after a look at what it would do",
                "Takes back the newest changes of one thing, or those that you name. Called as it is, it only tells what"
                        + " that would come to, and writes nothing. Call it again with preview false to ask for it: what"
                        + " others wrote later stays, and an agent's undo waits for a person, as its proposalId says.",
                Tool.Effect.TAKES_BACK,
                Wishes.explained(InputSchema.inWorkspace()
                                .id("id", "The id of the thing, such as note_123")
                                .flag(PREVIEW, "Whether only to look; left out: true")
                                .whole("count", 1, MAX_CHANGES, "How many of the newest changes; left out: 1")
                                .flag(MINE, "Only your own changes; left out: anybody's, as far as you may")
                                .ids(
                                        "changes",
                                        MAX_CHANGES,
                                        "The very changes, by the changeId that history tells, instead of the newest")
                                .oneOf(
                                        "policy",
                                        List.of("keep_later", "fail", "force"),
                                        "What to do with what somebody wrote later: leave it (when left out), do nothing at"
                                                + " all, or overwrite it, which takes an admin")
                                .whole("expectedVersion", "The version that you read"))
                        .required("id"),
                this::run);
    }

    private Answer run(Visit visit, ObjectNode arguments) {
        WorkspaceCall call = places.enter(visit, arguments);
        String id = BodyFields.requiredText(arguments, "id");
        boolean looksOnly = flag(arguments, PREVIEW, true);
        if (!looksOnly) {
            visit.caller().need(Scope.WRITE);
        }
        if (flag(arguments, MINE, false)) {
            arguments.put("by", "me");
        }
        String type = places.type(call, id);
        ObjectNode body = wishes.envelope(visit, arguments);
        body.setAll(arguments);
        RequestDraft draft = HistoryBodies.request(VERB, FIELDS, body, id, type);
        return looksOnly ? preview(call, id, draft) : wishes.send(visit, call, draft);
    }

    private Answer preview(WorkspaceCall call, String id, RequestDraft draft) {
        PreviewReply reply = PreviewReply.of(previews.preview(
                call.workspaceId(), VERB, id, call.caller().user().actor(), draft.data(), clock.instant()));
        String text = !reply.possible()
                ? "This cannot be undone: " + reply.reason()
                : reply.proposed()
                        ? "Nothing is written yet. With preview false this becomes a proposal for a person to decide"
                        : "Nothing is written yet. With preview false it is done";
        return Answer.of(text, reply);
    }

    private static boolean flag(ObjectNode arguments, String name, boolean otherwise) {
        JsonNode value = arguments.remove(name);
        return value == null ? otherwise : value.asBoolean(otherwise);
    }
}
