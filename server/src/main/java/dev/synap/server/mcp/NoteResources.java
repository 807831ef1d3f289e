package dev.synap.server.mcp;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.json.Json;
import dev.synap.server.json.WireJson;
import dev.synap.server.list.ListPages;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.CurrentEntities;
import dev.synap.store.access.Scope;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes and their histories, as resources that a client can attach. */
final class NoteResources {

    /** As much as a note can hold, and its other fields. */
    static final int MAX_RESOURCE = 2 * 1024 * 1024;

    private static final Pattern URI = Pattern.compile("synap://([^/]+)/notes/([^/]+?)(/history)?");
    private static final String NOTE = "synap://{workspace}/notes/{id}";
    private static final String JSON = "application/json";
    private static final int NEWEST = 50;

    private final Places places;
    private final ListPages pages;
    private final PastTools past;

    NoteResources(Places places, ListPages pages, PastTools past) {
        this.places = places;
        this.pages = pages;
        this.past = past;
    }

    List<SyncResourceTemplateSpecification> all() {
        return List.of(
                template(NOTE, "note", "A note", "A note as it is now, with its version, as JSON"),
                template(
                        NOTE + "/history",
                        "note-history",
                        "The history of a note",
                        "The newest changes of a note, who made them, when and why, as JSON; the tool history tells"
                                + " older ones"));
    }

    private SyncResourceTemplateSpecification template(String uri, String name, String title, String description) {
        return new SyncResourceTemplateSpecification(
                McpSchema.ResourceTemplate.builder(uri, name)
                        .title(title)
                        .description(description)
                        .mimeType(JSON)
                        .build(),
                this::read);
    }

    private ReadResourceResult read(McpTransportContext context, ReadResourceRequest request) {
        try {
            String json = json(Visit.in(context), request.uri());
            return new ReadResourceResult(List.of(new McpSchema.TextResourceContents(request.uri(), JSON, json)));
        } catch (RuntimeException e) {
            Problem problem = Faults.problem(request.uri(), e);
            int code = problem.type() == ProblemType.NOT_FOUND
                    ? McpSchema.ErrorCodes.RESOURCE_NOT_FOUND
                    : McpSchema.ErrorCodes.INTERNAL_ERROR;
            throw McpError.builder(code).message(problem.detail()).build();
        }
    }

    private String json(Visit visit, String uri) {
        visit.caller().need(Scope.READ);
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw Problem.of(ProblemType.NOT_FOUND, "there is no resource " + uri + "; notes are at " + NOTE)
                    .exception();
        }
        WorkspaceCall call = places.enter(visit.caller(), parts.group(1));
        String id = parts.group(2);
        places.needType(call, id, EntityTypes.NOTE);
        String json = parts.group(3) == null
                ? Json.write(pages.one(call, id, null)
                        .orElseThrow(() ->
                                CurrentEntities.missing(call.workspaceId(), id).exception())
                        .toNode())
                : WireJson.mapper().writeValueAsString(past.timeline(call, id, null, NEWEST));
        if (json.length() > MAX_RESOURCE) {
            throw Problem.of(
                            ProblemType.TOO_LARGE,
                            "the resource is larger than " + MAX_RESOURCE + " characters; the tools get and history"
                                    + " show it in parts")
                    .exception();
        }
        return json;
    }
}
