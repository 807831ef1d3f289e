package dev.synap.core.write;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.access.Policy;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ids that follow from what they name, so that everybody finds the same one and nothing is made twice. */
public final class DerivedIds {

    private static final Set<String> PREFIXES = Set.of(
            EntityTypes.MEMBER,
            EntityTypes.SHARE,
            EntityTypes.POLICY,
            EntityTypes.SCHEMA,
            EntityTypes.SETTING,
            EntityTypes.PROPOSAL,
            EntityTypes.AUDIT,
            EntityTypes.WEBHOOK);

    private static final String OUTCOME = "outcome";

    private DerivedIds() {}

    /**
     * Whether an id looks as if it followed from something. No entity may be given such an id: whoever took the
     * one of a membership first would keep the member out.
     */
    public static boolean isKept(String id) {
        int end = id.indexOf('_');
        return end > 0 && PREFIXES.contains(id.substring(0, end));
    }

    /**
     * Checks the id that somebody chose for an event. It may not look as if it followed from a request's: who took
     * the id of another's outcome first would keep that request from ever ending.
     *
     * @param field where it stands, for the message
     * @return the same id
     * @throws InvalidInputException when it does
     */
    public static String checkChosen(String field, String eventId) {
        if (eventId.startsWith(OUTCOME + "_")) {
            throw new InvalidInputException(
                    field, "is " + eventId + ", an id as events have that follow from a request; choose another one");
        }
        return eventId;
    }

    /** The membership of a user. */
    public static String member(String userId) {
        return Ids.derived(EntityTypes.MEMBER, userId);
    }

    /** The share of a subject with a user. */
    public static String share(String subjectId, String userId) {
        return Ids.derived(EntityTypes.SHARE, subjectId, userId);
    }

    /** The policy for an agent, or {@link Policy#ANY_AGENT}, and a pattern of actions. */
    public static String policy(String agentId, String pattern) {
        return Ids.derived(EntityTypes.POLICY, agentId, pattern);
    }

    /** What is said of a webhook. */
    public static String webhook(String webhookId) {
        return Ids.derived(EntityTypes.WEBHOOK, webhookId);
    }

    /** The JSON Schema of a type. */
    public static String schema(String type) {
        return Ids.derived(EntityTypes.SCHEMA, type);
    }

    /** What the workspace says of this setting, by its name. */
    public static String setting(String name) {
        return Ids.derived(EntityTypes.SETTING, name);
    }

    /** The proposal that a request became. */
    public static String proposal(String requestId) {
        return Ids.derived(EntityTypes.PROPOSAL, requestId);
    }

    /** An event that follows from a request, by its name among them, such as {@code validated}. */
    public static String event(String requestId, String name) {
        return Ids.derived(OUTCOME, requestId, name);
    }

    /**
     * The id that an entity must have because of its type and fields; empty where the type leaves it free, or
     * the fields do not say enough.
     */
    public static Optional<String> of(String type, ObjectNode fields) {
        return switch (type) {
            case EntityTypes.MEMBER -> text(fields, "userId").map(DerivedIds::member);
            case EntityTypes.SHARE ->
                text(fields, "subjectId").flatMap(id -> text(fields, "userId").map(user -> share(id, user)));
            case EntityTypes.POLICY ->
                text(fields, "pattern")
                        .map(pattern -> policy(text(fields, "agentId").orElse(Policy.ANY_AGENT), pattern));
            case EntityTypes.SCHEMA -> text(fields, "type").map(DerivedIds::schema);
            case EntityTypes.SETTING -> text(fields, "name").map(DerivedIds::setting);
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(ObjectNode fields, String name) {
        JsonNode value = fields.get(name);
        return value != null && value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }
}
