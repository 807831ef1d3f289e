package dev.synap.server.session;

import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.FailedAttempts;
import dev.synap.store.access.Passwords;
import java.util.Optional;

/**
 * Says whether a password is a user's. Who guesses is not listened to for a while: neither from one address, whatever names
 * it tries, nor for one name, wherever the guesses come from. A name that nobody has is answered as a wrong password is, and
 * as late.
 *
 * <p>Thread-safe.
 */
final class PasswordCheck {

    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final FailedAttempts byAddress;
    private final FailedAttempts byName;

    /** @param failuresPerMinute how many wrong passwords an address may send; a third of them for one name */
    PasswordCheck(Passwords passwords, PasswordHashes hashes, int failuresPerMinute) {
        this.passwords = passwords;
        this.hashes = hashes;
        this.byAddress = new FailedAttempts(failuresPerMinute);
        this.byName = new FailedAttempts(Math.max(1, failuresPerMinute / 3));
    }

    /** @throws ProblemException when it is not, or too many were wrong before */
    void check(String userId, String password, String address) {
        refuseWhere(byAddress, address, "came from " + address);
        refuseWhere(byName, userId, "were tried for this user name");
        Optional<String> hash = passwords.hashOf(userId);
        if (hash.isEmpty() || password.length() > PasswordHashes.MAX_LENGTH * 2) {
            hashes.matchNobodys("");
        } else if (hashes.matches(password, hash.get())) {
            return;
        }
        byAddress.count(address);
        byName.count(userId);
        throw Problem.of(
                        ProblemType.SIGN_IN_FAILED,
                        "no user has this name and password; the user name is the user's id, such as owner")
                .exception();
    }

    private static void refuseWhere(FailedAttempts attempts, String key, String where) {
        if (attempts.exhausted(key)) {
            long seconds = attempts.retryAfterSeconds(key);
            throw Problem.of(
                            ProblemType.RATE_LIMITED,
                            "too many wrong passwords " + where + "; try again in " + seconds + " s")
                    .with("retryAfterSeconds", seconds)
                    .exception();
        }
    }
}
