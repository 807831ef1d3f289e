package dev.synap.core.event;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.json.JsonRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes complete events of what a client sent: checks each field, fills in what is missing, and stamps
 * who asks and from where.
 *
 * <p>An event is an import when its metadata has an {@code import} object; then, and only with a
 * credential that may import, the client says who did it and when. Everything made here follows from
 * the event id where the client chose one, so that the same drafts sent again give the same events.
 */
public final class Drafts {

    /** How many events one append takes. */
    public static final int MAX_EVENTS = 1_000;

    private static final String IMPORT = "import";
    private static final String DEFAULT_SOURCE = "api";

    private final Ids ids;

    public Drafts(Ids ids) {
        this.ids = ids;
    }

    /**
     * The events that these drafts stand for.
     *
     * @throws InvalidInputException naming the first field that breaks a rule
     */
    public List<NewEvent> complete(String workspaceId, List<EventDraft> drafts, RequestContext context) {
        if (drafts.isEmpty() || drafts.size() > MAX_EVENTS) {
            throw new InvalidInputException(
                    "events", "must hold 1 to " + MAX_EVENTS + " events, but holds " + drafts.size());
        }
        List<NewEvent> events = new ArrayList<>(drafts.size());
        Set<String> seen = new HashSet<>();
        String sharedCorrelation = null;
        for (int i = 0; i < drafts.size(); i++) {
            String field = "events[" + i + "]";
            EventDraft draft = drafts.get(i);
            String id = draft.id() == null ? ids.next("evt") : draft.id();
            if (drafts.size() > 1 && sharedCorrelation == null) {
                sharedCorrelation = id;
            }
            try {
                events.add(complete(workspaceId, id, draft, sharedCorrelation, context));
            } catch (InvalidInputException e) {
                throw e.under(field);
            }
            if (!seen.add(id)) {
                throw new InvalidInputException(field + ".id", "repeats " + id + "; an event id is used once");
            }
        }
        return List.copyOf(events);
    }

    private NewEvent complete(
            String workspaceId,
            String id,
            EventDraft draft,
            @Nullable String sharedCorrelation,
            RequestContext context) {
        Ids.check("id", id);
        String type = checkType(draft.type());
        ObjectNode data = draft.data();
        if (data != null) {
            JsonRules.check("data", data);
        }
        if (draft.subjectType() != null) {
            Ids.check("subjectType", draft.subjectType());
        }
        ObjectNode metadata = metadata(draft, context);
        boolean imported = metadata.has(IMPORT);
        return new NewEvent(
                id,
                type,
                subjectId(workspaceId, id, draft, type),
                draft.subjectType(),
                data == null ? JsonObject.empty() : JsonObject.of(data),
                JsonObject.of(metadata),
                imported && draft.userId() != null ? draft.userId() : context.userId(),
                draft.source() == null ? DEFAULT_SOURCE : draft.source(),
                draft.correlationId() == null ? sharedCorrelation : draft.correlationId(),
                draft.causationId(),
                draft.timestamp());
    }

    private static String checkType(@Nullable String type) {
        if (type == null) {
            throw new InvalidInputException("type", "is required, such as note.created");
        }
        Ids.check("type", type);
        int dot = type.indexOf('.');
        if (dot <= 0 || type.endsWith(".") || type.contains("..")) {
            throw new InvalidInputException(
                    "type", "must be words joined by dots, such as note.created, but is " + type);
        }
        return type;
    }

    private String subjectId(String workspaceId, String eventId, EventDraft draft, String type) {
        String named = idInData(draft.data());
        if (draft.subjectId() != null) {
            Ids.check("subjectId", draft.subjectId());
            if (named != null && !named.equals(draft.subjectId()) && isCreation(draft)) {
                throw new InvalidInputException(
                        "data.id",
                        "is " + named + " but subjectId is " + draft.subjectId() + "; send one or make them equal");
            }
            return draft.subjectId();
        }
        if (named != null) {
            return Ids.check("data.id", named);
        }
        String subjectType = draft.subjectType() != null ? draft.subjectType() : firstWord(type);
        return draft.id() == null ? ids.next(subjectType) : Ids.derived(subjectType, workspaceId, eventId);
    }

    private static boolean isCreation(EventDraft draft) {
        return draft.type() != null && draft.type().endsWith(".created");
    }

    private static @Nullable String idInData(@Nullable ObjectNode data) {
        JsonNode id = data == null ? null : data.get("id");
        return id != null && id.isString() ? id.stringValue() : null;
    }

    private static ObjectNode metadata(EventDraft draft, RequestContext context) {
        ObjectNode metadata =
                draft.metadata() == null ? Json.newObject() : draft.metadata().deepCopy();
        JsonRules.check("metadata", metadata);
        if (metadata.has(IMPORT)) {
            checkImport(metadata, context);
            context.stampImport(metadata);
            return metadata;
        }
        if (draft.userId() != null && !draft.userId().equals(context.userId())) {
            throw new InvalidInputException(
                    "userId", "is taken from the credential, which is " + context.userId() + "'s; leave it out");
        }
        if (draft.timestamp() != null) {
            throw new InvalidInputException(
                    "timestamp",
                    "is set by the server; leave it out, or add metadata.import to append history from elsewhere");
        }
        for (String reserved : RequestContext.FIELDS) {
            if (metadata.has(reserved)) {
                throw new InvalidInputException(
                        "metadata." + reserved, "is taken from the request by the server; leave it out");
            }
        }
        context.stamp(metadata);
        return metadata;
    }

    private static void checkImport(ObjectNode metadata, RequestContext context) {
        if (!metadata.get(IMPORT).isObject()) {
            throw new InvalidInputException("metadata.import", "must be an object that says where this comes from");
        }
        if (!context.mayImport()) {
            throw new InvalidInputException(
                    "metadata.import", "needs a key with the scope import; " + context.userId() + "'s key has none");
        }
        if (metadata.has(RequestContext.IMPORTED_BY)) {
            throw new InvalidInputException("metadata.importedBy", "is set by the server; leave it out");
        }
    }

    private static String firstWord(String type) {
        return type.substring(0, type.indexOf('.'));
    }
}
