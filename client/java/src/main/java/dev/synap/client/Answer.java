package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** A whole answer of the server, to the call that it answers. */
record Answer(Call call, int status, HttpHeaders headers, byte[] body) {

    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;

    boolean is(int expected) {
        return status == expected;
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The JSON object of a request that was fulfilled. */
    ObjectNode json() {
        if (!ok()) {
            throw failure();
        }
        return parsed().orElseThrow(() -> notSynap(null));
    }

    /** What went wrong, for an answer that is not a success. */
    SynapClientException failure() {
        Problem problem = problem();
        if (problem == null) {
            return notSynap(null);
        }
        return SynapClientException.refused(status, transientFault(), problem);
    }

    @Nullable
    Problem problem() {
        return parsed().map(Problem::from).orElse(null);
    }

    /** Reads part of the answer, which may lack what this client expects. */
    <T> T read(Reader<T> reader) {
        try {
            return reader.read(json());
        } catch (JacksonException | InvalidInputException e) {
            throw notSynap(e);
        }
    }

    /** Whether the same request may fare better later. */
    boolean transientFault() {
        return switch (status) {
            case 408, 425, 429, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /** Whether the server surely did nothing, so that even a request that must not run twice may be sent again. */
    boolean refusedAtTheDoor() {
        Problem problem = problem();
        return status == 429
                || (status == 503 && problem != null && problem.code().equals("overloaded"));
    }

    /** How long the server asks to wait before the next attempt. */
    Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After").flatMap(Answer::seconds);
    }

    private static Optional<Duration> seconds(String value) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(value.strip()))));
        } catch (NumberFormatException e) {
            return Optional.empty(); // a date: our own pause will do
        }
    }

    private Optional<ObjectNode> parsed() {
        try {
            return Json.mapper().readTree(body) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private SynapClientException notSynap(@Nullable Throwable cause) {
        String type = headers.firstValue("Content-Type").orElse("no content type");
        return SynapClientException.badAnswer(
                status,
                transientFault(),
                "%s answered %d with %d bytes of %s that a Synap server does not send; is the URL right?"
                        .formatted(call, status, body.length, type),
                cause);
    }

    /** Takes what it needs out of an answer. */
    interface Reader<T> {
        T read(ObjectNode json);
    }
}
