package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes drafts of the lines of a file: exported events, or any objects with the fields of a draft. The same
 * line of the same file always gives the same draft, so that importing it twice stores it once.
 *
 * @param file the name of the file, which is told in the events' metadata
 */
record ImportedLine(String file) {

    private static final String IMPORT = "import";
    private static final String IMPORTED_BY = "importedBy";

    /** What the log gives to an event, told in the metadata of its copy. */
    private static final List<String> PLACE = List.of("workspaceId", "position", "version", "recordedAt", "hash");

    private static final Set<String> KNOWN = Set.of(
            "id",
            "type",
            "subjectId",
            "subjectType",
            "data",
            "metadata",
            "userId",
            "source",
            "correlationId",
            "causationId",
            "timestamp",
            "workspaceId",
            "position",
            "version",
            "recordedAt",
            "hash");

    EventDraft draft(String line, long number) {
        try {
            ObjectNode json = Json.readObject(line);
            refuseUnknownFields(json);
            String id = text(json, "id");
            String ownId = id == null ? Ids.derived("evt", file, String.valueOf(number), line) : id;
            String correlation = text(json, "correlationId");
            String timestamp = text(json, "timestamp");
            return new EventDraft(
                    ownId,
                    text(json, "type"),
                    text(json, "subjectId"),
                    text(json, "subjectType"),
                    object(json, "data"),
                    metadata(json, number),
                    text(json, "userId"),
                    text(json, "source"),
                    // Events that are appended together would else count as one change.
                    correlation == null ? ownId : correlation,
                    text(json, "causationId"),
                    timestamp == null ? null : Timestamps.parse("timestamp", timestamp));
        } catch (InvalidInputException e) {
            throw CliException.failed("%s line %d: %s".formatted(file, number, Failures.describe(e)));
        }
    }

    private ObjectNode metadata(ObjectNode json, long number) {
        ObjectNode metadata = object(json, "metadata");
        metadata = metadata == null ? Json.newObject() : metadata;
        ObjectNode origin = object(metadata, IMPORT);
        origin = origin == null ? Json.newObject() : origin;
        ObjectNode place = Json.newObject();
        PLACE.forEach(name -> {
            if (json.has(name)) {
                place.set(name, json.get(name));
            }
        });
        if (metadata.has(IMPORTED_BY)) {
            place.set(IMPORTED_BY, metadata.remove(IMPORTED_BY));
        }
        if (place.isEmpty()) {
            origin.put("file", file).put("line", number);
        } else {
            origin.set("exportedFrom", place);
        }
        metadata.set(IMPORT, origin);
        return metadata;
    }

    private static void refuseUnknownFields(ObjectNode json) {
        for (String name : json.propertyNames()) {
            if (!KNOWN.contains(name)) {
                throw new InvalidInputException(name, "is no field of an event; put it into data or metadata");
            }
        }
    }

    private static @Nullable String text(ObjectNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidInputException(name, "must be a string");
        }
        return value.stringValue();
    }

    private static @Nullable ObjectNode object(ObjectNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidInputException(name, "must be a JSON object");
    }
}
