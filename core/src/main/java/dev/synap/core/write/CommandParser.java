package dev.synap.core.write;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.access.Policy;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the command in a request's data. */
final class CommandParser {

    private static final int MAX_TYPE = 64;
    private static final int MAX_TAG = 100;

    private CommandParser() {}

    /**
     * @param verb as in {@code entities.<verb>.requested}
     * @param type the subject's type
     * @param data the request's data; left as it is
     * @throws InvalidInputException naming the first path that makes no sense
     */
    static Command parse(String verb, String subjectId, String type, ObjectNode data) {
        checkType(type);
        return switch (verb) {
            case "create" -> new Command.Create(subjectId, type, fields(subjectId, type, data));
            case "update" -> new Command.Update(subjectId, type, changes(data), expectedVersion(data));
            case "tag" -> new Command.Tag(subjectId, type, tag(data), true, expectedVersion(data));
            case "untag" -> new Command.Tag(subjectId, type, tag(data), false, expectedVersion(data));
            default -> {
                MarkVerb mark = MarkVerb.named(verb)
                        .orElseThrow(
                                () -> new InvalidInputException("type", "asks for " + verb + ", which is no verb"));
                yield new Command.Mark(subjectId, type, mark, expectedVersion(data));
            }
        };
    }

    /** The type's rules that hold whatever is done with it. */
    private static void checkType(String type) {
        Ids.check("type", type);
        boolean words = !type.startsWith(".") && !type.endsWith(".") && !type.contains("..");
        if (!words || type.length() > MAX_TYPE) {
            throw new InvalidInputException(
                    "type", "must be words joined by dots, at most " + MAX_TYPE + " characters");
        }
        String first = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
        switch (first) {
            case EntityTypes.PROPOSAL ->
                throw new InvalidInputException("type", "is proposal, which only an agent's request makes");
            case "entities", "proposals", "entity", "worker", "workspace", EntityTypes.AUDIT, EntityTypes.WEBHOOK ->
                throw new InvalidInputException("type", "is " + type + ", a name that Synap keeps for itself");
            default -> {
                if (EntityTypes.governs(first) && !first.equals(type)) {
                    throw new InvalidInputException("type", "is " + type + ", which would pass for a " + first);
                }
            }
        }
    }

    private static ObjectNode fields(String subjectId, String type, ObjectNode data) {
        ObjectNode fields = data.deepCopy();
        // A schema's own field is called type: the type that it is for.
        if (!type.equals(EntityTypes.SCHEMA)) {
            JsonNode named = fields.remove("type");
            if (named != null && !named.equals(fields.stringNode(type))) {
                throw new InvalidInputException("type", "is not %s, the type of %s".formatted(type, subjectId));
            }
        }
        JsonNode id = fields.remove("id");
        if (id != null && !id.equals(fields.stringNode(subjectId))) {
            throw new InvalidInputException("id", "is not " + subjectId + ", the subject of the request");
        }
        if (!EntityTypes.governs(type) && DerivedIds.isKept(subjectId)) {
            throw new InvalidInputException(
                    "id",
                    "is %s, an id as members, shares, policies, schemas, settings and proposals have"
                            .formatted(subjectId));
        }
        if (type.equals(EntityTypes.POLICY) && !fields.has("agentId")) {
            fields.put("agentId", Policy.ANY_AGENT);
        }
        return fields;
    }

    private static ObjectNode changes(ObjectNode data) {
        if (data.get("changes") instanceof ObjectNode changes) {
            return changes.deepCopy();
        }
        throw new InvalidInputException("changes", "must be an object: the fields to change");
    }

    private static String tag(ObjectNode data) {
        JsonNode tag = data.get("tag");
        if (tag == null
                || !tag.isString()
                || tag.stringValue().isBlank()
                || tag.stringValue().length() > MAX_TAG) {
            throw new InvalidInputException("tag", "must be text of 1 to " + MAX_TAG + " characters");
        }
        return tag.stringValue();
    }

    static OptionalLong expectedVersion(ObjectNode data) {
        JsonNode version = data.get("expectedVersion");
        return version == null || version.isNull()
                ? OptionalLong.empty()
                : OptionalLong.of(version("expectedVersion", version));
    }

    static long version(String field, JsonNode version) {
        if (!version.isIntegralNumber() || !version.canConvertToLong() || version.longValue() < 0) {
            throw new InvalidInputException(field, "must be a version: a whole number, 0 or more");
        }
        return version.longValue();
    }
}
