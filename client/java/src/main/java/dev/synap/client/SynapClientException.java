package dev.synap.client;

import dev.synap.core.error.SynapException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not succeed. Its {@link #code()} is the server's own where the server answered, such as
 * {@code unauthorized} or {@code invalid-input}, and else one of
 *
 * <ul>
 *   <li>{@link #UNREACHABLE}: no connection, or it broke before the answer was whole
 *   <li>{@link #TIMEOUT}: no answer in time
 *   <li>{@link #BAD_ANSWER}: an answer that is not Synap's
 *   <li>{@link #INTERRUPTED}: the calling thread was interrupted; its interrupt flag is set again
 *   <li>{@link #CLOSED}: the client was closed
 * </ul>
 *
 * An append that ends in the first two may have been stored or not. To find out, send it again with the
 * same event ids: it is stored once.
 */
public final class SynapClientException extends SynapException {

    public static final String UNREACHABLE = "unreachable";
    public static final String TIMEOUT = "timeout";
    public static final String BAD_ANSWER = "bad-answer";
    public static final String INTERRUPTED = "interrupted";
    public static final String CLOSED = "closed";

    private final int status;
    private final transient @Nullable Problem problem;

    private SynapClientException(
            String code,
            boolean retryable,
            String message,
            int status,
            @Nullable Problem problem,
            @Nullable Throwable cause) {
        super(code, retryable, message, cause);
        this.status = status;
        this.problem = problem;
    }

    static SynapClientException unreachable(String message, Throwable cause) {
        return new SynapClientException(UNREACHABLE, true, message, 0, null, cause);
    }

    static SynapClientException timeout(String message) {
        return new SynapClientException(TIMEOUT, true, message, 0, null, null);
    }

    static SynapClientException badAnswer(int status, boolean retryable, String message, @Nullable Throwable cause) {
        return new SynapClientException(BAD_ANSWER, retryable, message, status, null, cause);
    }

    static SynapClientException interrupted(String message, Throwable cause) {
        return new SynapClientException(INTERRUPTED, false, message, 0, null, cause);
    }

    static SynapClientException closed() {
        return new SynapClientException(CLOSED, false, "this client is closed", 0, null, null);
    }

    static SynapClientException refused(int status, boolean retryable, Problem problem) {
        return new SynapClientException(problem.code(), retryable, problem.message(), status, problem, null);
    }

    /** The HTTP status of the answer; 0 when there was none. */
    public int status() {
        return status;
    }

    /** What the server said. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}
