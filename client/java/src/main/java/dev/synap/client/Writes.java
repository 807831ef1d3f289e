package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends writes, and reads what became of them. Each has an id before it is sent first, so that it is done once
 * however often it is sent.
 *
 * <p>Immutable and thread-safe.
 */
record Writes(Connection connection, WriteOptions options, Ids ids) {

    static Writes of(Connection connection) {
        return new Writes(connection, WriteOptions.NONE, Ids.random());
    }

    Lists lists() {
        return new Lists(connection);
    }

    Writes with(UnaryOperator<WriteOptions> choice) {
        return new Writes(connection, choice.apply(options), ids);
    }

    /** A write of fields, or of nothing but the wish: {@code path} is below the workspace. */
    <T> WriteResult<T> send(String method, List<String> path, ObjectNode fields, Answer.Reader<T> reader) {
        ObjectNode body = fields.deepCopy();
        options.addTo(body);
        if (!body.hasNonNull("eventId")) {
            body.put("eventId", ids.next("evt"));
        }
        return send(new Write<>(method, path, body, reader), options.waits());
    }

    /** A write that makes something new, whose id is chosen here where the caller has not. */
    <T> WriteResult<T> create(List<String> path, String type, ObjectNode fields, Answer.Reader<T> reader) {
        ObjectNode body = fields.deepCopy();
        if (!body.hasNonNull("id")) {
            body.put("id", ids.next(type));
        }
        return send("POST", path, body, reader);
    }

    private <T> WriteResult<T> send(Write<T> write, boolean waiting) {
        Target target =
                connection.target(write.path().toArray(String[]::new)).with("wait", waiting ? "validated" : null);
        Answer answer = connection.send(Call.repeatable(write.method(), target.toString(), write.body()));
        if (!answer.ok()) {
            return rejected(write, answer);
        }
        WriteResult<T> result = answer.read(json -> result(write, json));
        if (result instanceof WriteResult.Validated<T> validated) {
            connection.wrote(validated.position());
        }
        return result;
    }

    private <T> WriteResult<T> result(Write<T> write, ObjectNode json) {
        String requestId = Wire.text(json, "requestId");
        String subjectId = Wire.text(json, "subjectId");
        long position = Wire.number(json, "position");
        String status = Wire.text(json, "status");
        return switch (status) {
            case "requested" -> new Requested<>(requestId, subjectId, position, () -> send(write, true));
            case "proposed" ->
                new WriteResult.Proposed<>(
                        requestId,
                        subjectId,
                        position,
                        Wire.text(json, "proposalId"),
                        json.path("rule").asString(""));
            case "validated" ->
                new WriteResult.Validated<>(
                        requestId,
                        subjectId,
                        position,
                        json.path("version").asLong(0),
                        write.shown(json),
                        json.has("superseded") ? Wire.list(json, "superseded", Writes::superseded) : List.of());
            default -> throw new InvalidInputException("status", "is " + status);
        };
    }

    private static <T> WriteResult<T> rejected(Write<T> write, Answer answer) {
        Problem problem = answer.problem();
        String rule = problem == null ? null : problem.text("rule").orElse(null);
        if (problem == null || rule == null) {
            throw answer.failure(); // refused before it was requested: nobody decided anything
        }
        ObjectNode json = problem.json().toNode();
        return new WriteResult.Rejected<>(
                Objects.requireNonNullElse(Wire.optionalText(json, "requestId"), write.eventId()),
                Objects.requireNonNullElse(Wire.optionalText(json, "subjectId"), write.subjectId()),
                rule,
                problem.message(),
                errors(json),
                problem);
    }

    private static WriteResult.Superseded superseded(JsonNode json) {
        return new WriteResult.Superseded(
                json.path("subjectId").asString(""),
                json.path("path").asString(""),
                json.path("by").asString(""),
                json.path("eventId").asString(""),
                Timestamps.parse("timestamp", json.path("timestamp").asString("")));
    }

    private static List<FieldError> errors(ObjectNode json) {
        List<FieldError> errors = new ArrayList<>();
        if (json.get("errors") instanceof ArrayNode array) {
            for (JsonNode error : array) {
                errors.add(new FieldError(
                        error.path("path").asString(""), error.path("message").asString("")));
            }
        }
        return errors;
    }

    /** One write as it is sent, and sent again. */
    private record Write<T>(String method, List<String> path, ObjectNode body, Answer.Reader<T> reader) {

        String eventId() {
            return body.path("eventId").asString("");
        }

        /** The best guess where the server does not say. */
        String subjectId() {
            String created = Wire.optionalText(body, "id");
            if (path.getFirst().equals("history")) {
                return body.path("subjectId").asString("");
            }
            return created != null ? created : path.size() > 1 ? path.get(1) : "";
        }

        @Nullable
        T shown(ObjectNode json) {
            if (!(json.get("entity") instanceof ObjectNode entity)) {
                return null;
            }
            ObjectNode row = entity.deepCopy();
            row.put("version", json.path("version").asLong(0));
            return reader.read(row);
        }
    }
}
