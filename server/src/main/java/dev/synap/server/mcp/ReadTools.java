package dev.synap.server.mcp;

import dev.synap.core.access.Role;
import dev.synap.server.entity.BodyFields;
import dev.synap.server.list.ListPages;
import dev.synap.server.list.ListParameters;
import dev.synap.server.list.ListReply;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.CurrentEntities;
import dev.synap.store.access.Workspace;
import dev.synap.store.access.Workspaces;
import dev.synap.store.projection.Memberships;
import dev.synap.store.projection.Table;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools that find things and read them as they are. */
final class ReadTools {

    private static final int MAX_PAGE = 100;
    private static final String DEFAULT_PAGE = "20";
    private static final String MIN_POSITION = "minPosition";
    private static final String LIMIT = "limit";
    private static final String QUERY = "query";
    private static final String WORDS = "q";
    private static final String AS_OF = "asOf";
    private static final int MAX_TEXT = 1_000;

    private final Places places;
    private final Workspaces workspaces;
    private final Memberships memberships;
    private final ListPages pages;

    ReadTools(Places places, Workspaces workspaces, Memberships memberships, ListPages pages) {
        this.places = places;
        this.workspaces = workspaces;
        this.memberships = memberships;
        this.pages = pages;
    }

    private record Seen(String workspaceId, String name, String role) {}

    List<Tool> all() {
        return List.of(listWorkspaces(), search(), list(), get());
    }

    private Tool listWorkspaces() {
        return new Tool(
                "list_workspaces",
                "List workspaces",
                "Lists the workspaces that you may see, by id, and what you are in each (owner, admin, editor, commenter,"
                        + " viewer, or guest). Call it first when you do not know which workspace is meant.",
                Tool.Effect.READS,
                new InputSchema().id("after", "`next` of the page before"),
                (visit, arguments) -> {
                    String after = BodyFields.text(arguments, "after");
                    List<String> ids =
                            memberships.workspacesOf(visit.caller().userId(), after == null ? "" : after, MAX_PAGE);
                    List<Seen> seen = workspaces.all(ids).stream()
                            .map(each -> seen(visit, each))
                            .toList();
                    ObjectNode content =
                            Answer.of("", Map.of("workspaces", seen)).content();
                    content.put("next", ids.size() < MAX_PAGE ? null : ids.getLast());
                    return new Answer(counted(seen.size(), "workspace"), content);
                });
    }

    private Seen seen(Visit visit, Workspace workspace) {
        Role role = places.enter(visit.caller(), workspace.workspaceId())
                .admission()
                .role();
        return new Seen(workspace.workspaceId(), workspace.name(), role == null ? "guest" : role.text());
    }

    private Tool search() {
        return new Tool(
                "search",
                "Search",
                "Finds notes, tasks, projects and anything else by the words in it, newest first. Long texts are cut:"
                        + " get shows one whole.",
                Tool.Effect.READS,
                page(InputSchema.inWorkspace()
                                .text(QUERY, MAX_TEXT, "Words that it holds; \"a phrase\", or, -without")
                                .id("type", "Only things of this type, such as note or task"))
                        .required(QUERY),
                (visit, arguments) -> {
                    WorkspaceCall call = places.enter(visit, arguments);
                    String words = BodyFields.requiredText(arguments, QUERY);
                    arguments.put(WORDS, words).put("order", "desc");
                    return page(call, arguments);
                });
    }

    private Tool list() {
        InputSchema input = InputSchema.inWorkspace();
        ListParameters.of(Table.ENTITIES).stream()
                .filter(Predicate.not(
                        parameter -> List.of(WORDS, LIMIT, "after").contains(parameter.name())))
                .forEach(parameter -> {
                    if (parameter.values().isEmpty()) {
                        input.text(parameter.name(), MAX_TEXT, parameter.description());
                    } else {
                        input.oneOf(parameter.name(), parameter.values(), parameter.description());
                    }
                });
        input.text(
                AS_OF,
                MAX_TEXT,
                "The list as it was at a time such as 2024-12-01T10:00:00Z, or at a position of the log such as 12");
        return new Tool(
                "list",
                "List",
                "Lists things by what their fields say: of one type (note, task, project, relation, comment, proposal,"
                        + " member …), or of every type of content, now or as of a point in the past. Proposals that wait for"
                        + " a person: type proposal, status waiting. Long texts are cut: get shows one whole.",
                Tool.Effect.READS,
                page(input),
                (visit, arguments) -> page(places.enter(visit, arguments), arguments));
    }

    private Tool get() {
        return new Tool(
                "get",
                "Read one thing",
                "Reads one note, task, project or anything else by its id, as it is now, with its version.",
                Tool.Effect.READS,
                InputSchema.inWorkspace()
                        .id("id", "The id, such as note_123")
                        .whole(MIN_POSITION, "Wait until what happened up to this position shows")
                        .required("id"),
                (visit, arguments) -> {
                    WorkspaceCall call = places.enter(visit, arguments);
                    String id = BodyFields.requiredText(arguments, "id");
                    places.needVisible(call, id);
                    ObjectNode found = pages.one(call, id, minPosition(arguments))
                            .orElseThrow(() -> CurrentEntities.missing(call.workspaceId(), id)
                                    .exception())
                            .toNode();
                    String text = "%s %s, version %s"
                            .formatted(
                                    found.path("type").asString("thing"),
                                    id,
                                    found.path("version").asString());
                    return new Answer(text, found);
                });
    }

    private static InputSchema page(InputSchema input) {
        return input.whole(LIMIT, 1, MAX_PAGE, "How many at most; left out: " + DEFAULT_PAGE)
                .text("after", MAX_TEXT, "`next` of the page before, with the other arguments the same")
                .whole(MIN_POSITION, "Wait until what happened up to this position shows");
    }

    private Answer page(WorkspaceCall call, ObjectNode arguments) {
        String asOf = BodyFields.text(arguments, AS_OF);
        Long minPosition = minPosition(arguments);
        ListReply page = pages.page(
                call, ListParameters.read(Table.ENTITIES, name -> parameter(arguments, name)), minPosition, asOf);
        ObjectNode content = Fitting.excerpts(Answer.of("", page).content());
        String rest = page.next() == null ? "" : "; pass next as after for more";
        return new Answer(counted(page.items().size(), "thing") + rest, content);
    }

    private static @Nullable String parameter(ObjectNode arguments, String name) {
        JsonNode value = arguments.get(name);
        if (value == null) {
            return name.equals(LIMIT) ? DEFAULT_PAGE : null;
        }
        return value.asString();
    }

    private static @Nullable Long minPosition(ObjectNode arguments) {
        OptionalLong given = BodyFields.version(arguments, MIN_POSITION);
        return given.isPresent() ? given.getAsLong() : null;
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s") + " found";
    }
}
