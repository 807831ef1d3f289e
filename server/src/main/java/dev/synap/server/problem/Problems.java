package dev.synap.server.problem;

import dev.synap.core.error.InvalidInputException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Problems that several places answer with. */
public final class Problems {

    private static final int MAX_PATH = 1_024;

    private Problems() {}

    public static Problem invalid(InvalidInputException invalid) {
        String message = String.valueOf(invalid.getMessage());
        return invalid.field().isEmpty()
                ? Problem.of(ProblemType.INVALID_INPUT, "the body " + message)
                : Problem.of(ProblemType.INVALID_INPUT, invalid.field() + " " + message)
                        .with("field", invalid.field());
    }

    /** The same answer for what does not exist and for what the caller may not know of. */
    public static Problem noSuchWorkspace(String workspaceId) {
        return Problem.of(
                ProblemType.NOT_FOUND,
                "there is no workspace " + workspaceId
                        + ", or this key may not see it; GET /api/v1/workspaces lists yours");
    }

    public static Problem noSuchPath(HttpServletRequest request) {
        return Problem.of(
                ProblemType.NOT_FOUND, "there is nothing at " + path(request) + "; /docs lists what there is");
    }

    public static Problem tooLarge(String what, long limit) {
        return Problem.of(ProblemType.TOO_LARGE, what + " is larger than " + limit + " bytes; send it in parts")
                .with("limit", limit);
    }

    public static Problem compressed() {
        return Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE, "compressed bodies are not read; leave out Content-Encoding");
    }

    public static Problem internal() {
        return Problem.of(
                ProblemType.INTERNAL,
                "something failed inside Synap; the server's log says what, at the time of this answer");
    }

    public static Problem methodNotAllowed(String method) {
        return Problem.of(ProblemType.METHOD_NOT_ALLOWED, method + " is not allowed here");
    }

    public static Problem notAcceptable() {
        return Problem.of(ProblemType.NOT_ACCEPTABLE, "the answer comes as JSON only; accept application/json");
    }

    /** What is not HTTP as it should be, as far as it is known what. */
    public static Problem badRequest() {
        return Problem.of(
                ProblemType.BAD_REQUEST, "the request line, a header or the body's framing is not valid HTTP");
    }

    /** The problem that stands for a status which the container set by itself. */
    public static Problem ofStatus(int status, HttpServletRequest request) {
        return switch (status) {
            case 404 -> noSuchPath(request);
            case 405 ->
                methodNotAllowed(
                        String.valueOf(original(request, RequestDispatcher.ERROR_METHOD, request.getMethod())));
            case 406 -> notAcceptable();
            case 413 -> Problem.of(ProblemType.TOO_LARGE, "the request is too large");
            case 415 -> unsupported("of no known type");
            case 503 -> Problem.of(ProblemType.OVERLOADED, "try again in a moment");
            case 501, 505 -> badRequest();
            default -> status >= 500 ? internal() : badRequest();
        };
    }

    public static Problem unsupported(String found) {
        return Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "the body is " + found + "; send JSON in UTF-8 with Content-Type: application/json");
    }

    /** The path that was asked for, even when the container has gone on to another one to answer. */
    static String path(HttpServletRequest request) {
        String path = String.valueOf(original(request, RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI()));
        return path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH) + "…";
    }

    private static Object original(HttpServletRequest request, String attribute, Object otherwise) {
        Object value = request.getAttribute(attribute);
        return value == null ? otherwise : value;
    }
}
