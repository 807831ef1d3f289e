package dev.synap.server.security;

import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.store.access.Credential;
import java.util.Optional;

/**
 * Finds out whose key it is that came by another way than a request's header, under the same limits.
 *
 * <p>Thread-safe.
 */
public final class KeyCheck {

    private static final int MAX_KEY_LENGTH = 512;

    private final KeyRing keyRing;
    private final FailedAttempts failedAttempts;

    public KeyCheck(KeyRing keyRing, FailedAttempts failedAttempts) {
        this.keyRing = keyRing;
        this.failedAttempts = failedAttempts;
    }

    /**
     * Whose key it is.
     *
     * @param address where it came from
     * @throws ProblemException when the key is not valid, or too many from there were not
     */
    public Caller check(String key, String address) {
        if (failedAttempts.exhausted(address) && !keyRing.knows(key)) {
            long seconds = failedAttempts.retryAfterSeconds(address);
            throw Problem.of(
                            ProblemType.RATE_LIMITED,
                            "too many wrong keys came from " + address + "; try again in " + seconds + " s")
                    .with("retryAfterSeconds", seconds)
                    .exception();
        }
        if (key.length() <= MAX_KEY_LENGTH) {
            Optional<Credential> found =
                    keyRing.find(key).filter(credential -> !credential.key().session());
            if (found.isPresent()) {
                return new Caller(found.get());
            }
        }
        failedAttempts.count(address);
        throw Problem.of(ProblemType.UNAUTHORIZED, "the API key is unknown, expired or revoked; use another one")
                .exception();
    }
}
