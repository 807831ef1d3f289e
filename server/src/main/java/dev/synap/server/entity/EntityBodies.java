package dev.synap.server.entity;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.write.DerivedIds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads bodies into requests. A body that makes no sense ends the request by naming the field. */
public final class EntityBodies {

    private static final String ID = "id";
    private static final String TYPE = "type";
    private static final int MAX_TYPE = 64;
    private static final int MAX_NAMING = 200;

    /** The first words of types that Synap's own events have. */
    private static final Set<String> KEPT =
            Set.of("entities", "entity", "proposals", "worker", "workspace", EntityTypes.AUDIT, EntityTypes.WEBHOOK);

    /** The fields that say which member, share, policy, schema or setting is meant. */
    private static final Map<String, List<String>> NAMING = Map.of(
            EntityTypes.MEMBER, List.of("userId"),
            EntityTypes.SHARE, List.of("subjectId", "userId"),
            EntityTypes.POLICY, List.of("pattern"),
            EntityTypes.SCHEMA, List.of(TYPE),
            EntityTypes.SETTING, List.of("name"));

    private EntityBodies() {}

    /** A new entity of any type, which the body names. */
    public static RequestDraft create(ObjectNode body) {
        String type = BodyFields.requiredText(body, TYPE);
        checkType(type);
        if (type.equals(EntityTypes.SCHEMA)) {
            throw new InvalidInputException(TYPE, "is schema; make one by POST schemas");
        }
        return create(body, type);
    }

    /** A new entity of the type that the path names. */
    public static RequestDraft create(ObjectNode body, String type) {
        Envelope envelope = Envelope.takeFrom(body);
        if (envelope.expectedVersion().isPresent()) {
            throw new InvalidInputException("expectedVersion", "goes with a change; leave it out of what is new");
        }
        if (!type.equals(EntityTypes.SCHEMA) && body.has(TYPE) && !type.equals(BodyFields.text(body, TYPE))) {
            throw new InvalidInputException(TYPE, "is " + type + " here; leave it out");
        }
        String id = BodyFields.text(body, ID);
        if (id != null) {
            Ids.check(ID, id);
        }
        ObjectNode data = body.objectNode();
        data.put(TYPE, type);
        data.setAll(body);
        return RequestDraft.entity("create", subjectId(id, type, body), type, data, envelope);
    }

    /** Changes to an entity's fields: a merge patch. */
    public static RequestDraft update(ObjectNode body, String subjectId, String subjectType) {
        Envelope envelope = Envelope.takeFrom(body);
        if (body.has(ID)) {
            throw new InvalidInputException(ID, "cannot be changed; leave it out");
        }
        if (body.has(TYPE)) {
            throw new InvalidInputException(TYPE, "cannot be changed; leave it out");
        }
        return RequestDraft.update(subjectId, subjectType, body, envelope);
    }

    /** A wish that a body only explains: to delete, restore, complete … */
    public static RequestDraft mark(String verb, @Nullable ObjectNode body, String subjectId, String subjectType) {
        Envelope envelope = Envelope.only(body);
        return RequestDraft.mark(
                verb, subjectId, subjectType, envelope.metadata().objectNode(), envelope);
    }

    /** A wish to add a tag, which the body names, or to take it away. */
    static RequestDraft tag(String verb, String tag, @Nullable ObjectNode rest, String subjectId, String subjectType) {
        Envelope envelope = Envelope.only(rest);
        if (tag.isBlank() || tag.length() > 100) {
            throw new InvalidInputException("tag", "must have 1 to 100 characters and not be blank");
        }
        ObjectNode data = envelope.metadata().objectNode().put("tag", tag);
        return RequestDraft.mark(verb, subjectId, subjectType, data, envelope);
    }

    private static void checkType(String type) {
        Ids.check(TYPE, type);
        boolean words = !type.startsWith(".") && !type.endsWith(".") && !type.contains("..");
        if (!words || type.length() > MAX_TYPE) {
            throw new InvalidInputException(
                    TYPE, "must be words joined by dots, at most " + MAX_TYPE + " characters, such as note");
        }
        String first = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
        if (KEPT.contains(first) || first.equals(EntityTypes.PROPOSAL)) {
            throw new InvalidInputException(TYPE, "is " + type + ", a name that Synap keeps for itself");
        }
    }

    /** The id that the type's fields fix, else the one the client chose; null lets the server make one. */
    private static @Nullable String subjectId(@Nullable String chosen, String type, ObjectNode fields) {
        if (!EntityTypes.governs(type)) {
            checkFree(chosen);
            return chosen;
        }
        for (String field : NAMING.getOrDefault(type, List.of())) {
            String value = BodyFields.requiredText(fields.deepCopy(), field);
            if (value.isEmpty() || value.length() > MAX_NAMING) {
                throw new InvalidInputException(field, "must have 1 to " + MAX_NAMING + " characters");
            }
        }
        String derived = DerivedIds.of(type, fields)
                .orElseThrow(() -> new InvalidInputException("", "does not say what the " + type + " is for"));
        if (chosen != null && !chosen.equals(derived)) {
            throw new InvalidInputException(ID, "follows from the other fields, and is " + derived + "; leave it out");
        }
        return derived;
    }

    /** The ids of members and their like follow from whom they are about: nothing else may have one. */
    private static void checkFree(@Nullable String id) {
        int end = id == null ? -1 : id.indexOf('_');
        String first = id == null || end < 0 ? "" : id.substring(0, end);
        if (EntityTypes.governs(first) || first.equals(EntityTypes.PROPOSAL)) {
            throw new InvalidInputException(ID, "begins with " + first + "_, as only the ids of that type do");
        }
    }
}
