package dev.synap.server.problem;

import java.net.URI;
import java.util.Locale;

/** The kinds of problem there are, each with its HTTP status and whether trying again can help. */
public enum ProblemType {
    BAD_REQUEST(400, "The request is not HTTP as it should be", false),
    MALFORMED_JSON(400, "The body is not JSON", false),
    UNAUTHORIZED(401, "A valid API key or session is needed", false),
    SIGN_IN_FAILED(401, "The user name or the password is wrong", false),
    FORBIDDEN(403, "The API key does not allow this", false),
    CSRF_TOKEN_MISSING(403, "A session's change must carry its CSRF token", false),
    NOT_PERMITTED(403, "The workspace's rules do not allow this", false),
    NOT_FOUND(404, "There is nothing here", false),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here", false),
    EVENTS_ARE_IMMUTABLE(405, "Events are immutable", false),
    NOT_ACCEPTABLE(406, "No answer in an accepted format", false),
    CANNOT_UNDO(409, "That cannot be taken back", false),
    VERSION_CONFLICT(409, "The subject has moved on", false),
    DUPLICATE_EVENT_ID(409, "The event id is taken", false),
    ALREADY_EXISTS(409, "The id is taken", false),
    ALREADY_DECIDED(409, "The proposal is decided", false),
    STALE_PROPOSAL(409, "The proposal's subject has moved on", false),
    REBUILD_REFUSED(409, "The rebuild cannot begin", false),
    WEBHOOK_DISABLED(409, "The webhook is disabled", false),
    TOO_LARGE(413, "The request is too large", false),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is in a format that is not read here", false),
    INVALID_INPUT(422, "The request breaks a rule", false),
    RESTORE_REFUSED(422, "The export is not what the log may take in", false),
    RATE_LIMITED(429, "Too many attempts", true),
    INTERNAL(500, "Synap failed", false),
    OVERLOADED(503, "Synap has too much to do right now", true),
    NOT_CAUGHT_UP(503, "The lists have not come that far yet", true),
    TABLES_MISSING(503, "The database lacks tables that are made from the log", false),
    STORE_UNAVAILABLE(503, "The database does not answer", true);

    private static final String BASE = "https://synap.dev/problems/";

    private final int status;
    private final String title;
    private final boolean retryable;
    private final URI uri;

    ProblemType(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
        this.uri = URI.create(BASE + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public int status() {
        return status;
    }

    /** The same words for every problem of this type. */
    public String title() {
        return title;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** Names the type to programs; never changes. */
    public URI uri() {
        return uri;
    }
}
