package dev.synap.server.problem;

import dev.synap.core.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a request with a problem. Thread-safe: no state. */
public final class ProblemWriter {

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final int RETRY_AFTER_SECONDS = 1;

    private ProblemWriter() {}

    /** Writes the whole answer. Nothing may have been sent to the client yet. */
    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        byte[] body = Json.mapper().writeValueAsBytes(problem.toJson(Problems.path(request)));
        response.resetBuffer();
        response.setStatus(problem.type().status());
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        if (problem.type() == ProblemType.UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.type().retryable()) {
            Object seconds = problem.members().getOrDefault("retryAfterSeconds", RETRY_AFTER_SECONDS);
            response.setHeader("Retry-After", seconds.toString());
        }
        response.getOutputStream().write(body);
    }
}
