package dev.synap.server.mcp;

import dev.synap.core.fold.State;
import dev.synap.core.history.Diff;
import dev.synap.core.log.AsOf;
import dev.synap.server.entity.BodyFields;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.DiffReply;
import dev.synap.server.subject.PointInHistory;
import dev.synap.server.subject.StateReply;
import dev.synap.server.subject.TimelineReply;
import dev.synap.server.subject.Timelines;
import dev.synap.store.state.StateReader;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The tools that tell what became of a thing. */
final class PastTools {

    private static final String POINT =
            "A version such as 3, a position of the log such as position:12, a time such as 2024-12-01T10:00:00Z, or now";
    private static final int MAX_PAGE = 100;
    private static final long DEFAULT_PAGE = 30;
    private static final int MAX_POINT = 100;

    private final Places places;
    private final Timelines timelines;
    private final StateReader states;

    PastTools(Places places, Timelines timelines, StateReader states) {
        this.places = places;
        this.timelines = timelines;
        this.states = states;
    }

    List<Tool> all() {
        return List.of(history(), asOf(), diff());
    }

    private Tool history() {
        return new Tool(
                "history",
                "Tell the history of one thing",
                "Tells what happened to one thing, newest first: each change, who made it, when, why and in words what,"
                        + " with the requests, decisions and comments that belong to it. Its changeId is what propose_undo"
                        + " takes.",
                Tool.Effect.READS,
                InputSchema.inWorkspace()
                        .id("id", "The id, such as note_123")
                        .whole("after", "`next` of the page before, for older changes")
                        .whole("limit", 1, MAX_PAGE, "About how many events to tell at most; left out: " + DEFAULT_PAGE)
                        .required("id"),
                (visit, arguments) -> {
                    WorkspaceCall call = places.enter(visit, arguments);
                    String id = BodyFields.requiredText(arguments, "id");
                    OptionalLong after = BodyFields.version(arguments, "after");
                    int limit = (int) BodyFields.version(arguments, "limit").orElse(DEFAULT_PAGE);
                    TimelineReply page = timeline(call, id, after.isPresent() ? after.getAsLong() : null, limit);
                    String text = page.entries().isEmpty()
                            ? "Nothing older"
                            : page.entries().size() + " changes, the newest: "
                                    + page.entries().getFirst().sentence();
                    return Answer.of(text, page);
                });
    }

    /** A page of a thing's history. */
    TimelineReply timeline(WorkspaceCall call, String id, @Nullable Long after, int limit) {
        places.needVisible(call, id);
        TimelineReply page = timelines.page(call.workspaceId(), id, after, limit);
        if (page.entries().isEmpty() && after == null) {
            throw missing(call, id);
        }
        return page;
    }

    private Tool asOf() {
        return new Tool(
                "as_of",
                "Read one thing as it was",
                "Reads one thing as it was at a version, at a position of the log, or at a time.",
                Tool.Effect.READS,
                InputSchema.inWorkspace()
                        .id("id", "The id, such as note_123")
                        .text("at", MAX_POINT, POINT)
                        .required("id", "at"),
                (visit, arguments) -> {
                    WorkspaceCall call = places.enter(visit, arguments);
                    String id = BodyFields.requiredText(arguments, "id");
                    String at = BodyFields.requiredText(arguments, "at");
                    places.needVisible(call, id);
                    State state = state(call, id, PointInHistory.read("at", at));
                    if (!state.exists()) {
                        throw missing(call, id);
                    }
                    return Answer.of(
                            "%s as of %s: version %d%s"
                                    .formatted(id, at, state.version(), state.deleted() ? ", deleted" : ""),
                            StateReply.of(state));
                });
    }

    private Tool diff() {
        return new Tool(
                "diff",
                "Compare two points in the history of one thing",
                "Says what differs between two points in a thing's history: by field, and texts by words.",
                Tool.Effect.READS,
                InputSchema.inWorkspace()
                        .id("id", "The id, such as note_123")
                        .text("from", MAX_POINT, POINT + ". Left out: before it was made")
                        .text("to", MAX_POINT, POINT + ". Left out: now")
                        .required("id"),
                (visit, arguments) -> {
                    WorkspaceCall call = places.enter(visit, arguments);
                    String id = BodyFields.requiredText(arguments, "id");
                    places.needVisible(call, id);
                    State one = state(call, id, point(arguments, "from", AsOf.version(0)));
                    State other = state(call, id, point(arguments, "to", AsOf.latest()));
                    if (!one.exists() && !other.exists()) {
                        throw missing(call, id);
                    }
                    DiffReply diff = DiffReply.of(Diff.between(one, other));
                    return Answer.of(
                            "%d fields differ between version %d and version %d of %s"
                                    .formatted(diff.fields().size(), diff.fromVersion(), diff.toVersion(), id),
                            diff);
                });
    }

    private State state(WorkspaceCall call, String id, AsOf point) {
        return states.state(call.workspaceId(), id, point);
    }

    private static AsOf point(ObjectNode arguments, String name, AsOf otherwise) {
        String text = BodyFields.text(arguments, name);
        return text == null ? otherwise : PointInHistory.read(name, text);
    }

    private static ProblemException missing(WorkspaceCall call, String id) {
        return Problem.of(
                        ProblemType.NOT_FOUND,
                        id + " has no history in " + call.workspaceId() + " up to there; search or list finds ids")
                .with("subjectId", id)
                .exception();
    }
}
