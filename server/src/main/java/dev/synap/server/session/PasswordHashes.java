package dev.synap.server.session;

import dev.synap.core.error.InvalidInputException;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Turns passwords into hashes by Argon2id with 19 MiB, two passes and one lane, as the OWASP Password Storage Cheat Sheet
 * has it, and compares them. Each takes tens of milliseconds of a processor on purpose, so only few are worked on at once.
 *
 * <p>Thread-safe.
 */
final class PasswordHashes {

    static final int MIN_LENGTH = 10;
    static final int MAX_LENGTH = 256;

    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 5;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    /** Of a password that nobody has. */
    private final String nobodys = String.valueOf(argon2.encode("nobody's"));

    /**
     * The hash of a new password.
     *
     * @throws InvalidInputException when it is too short or too long, or the user's own id
     */
    String hash(String password, String userId) {
        String text = normalized(password);
        int length = text.codePointCount(0, text.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw new InvalidInputException(
                    "password", "must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters, but has " + length);
        }
        if (text.equalsIgnoreCase(userId)) {
            throw new InvalidInputException("password", "must not be the user name");
        }
        return inTurn(() -> String.valueOf(argon2.encode(text)));
    }

    /** Whether this is the password that was hashed. */
    boolean matches(String password, String hash) {
        return inTurn(() -> argon2.matches(normalized(password), hash));
    }

    /** Takes as long as finding a password wrong. */
    void matchNobodys(String password) {
        matches(password, nobodys);
    }

    /** The same text from every keyboard. */
    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static ProblemException overloaded() {
        return Problem.of(ProblemType.OVERLOADED, "too many people are signing in; try again in a few seconds")
                .exception();
    }
}
