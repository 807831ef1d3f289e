package dev.synap.server.session;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Caller;
import dev.synap.server.security.KeyRing;
import dev.synap.server.security.Needs;
import dev.synap.store.access.ApiKeys;
import dev.synap.store.access.Passwords;
import dev.synap.store.access.Scope;
import dev.synap.store.access.User;
import dev.synap.store.access.Users;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sets passwords, which ends the sessions that were opened with the one before. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Sign-in")
public final class PasswordController {

    @Schema(name = "NewPassword")
    record NewPassword(
            @Schema(
                    description = "10 to 256 characters",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    minLength = PasswordHashes.MIN_LENGTH,
                    maxLength = PasswordHashes.MAX_LENGTH)
            @Nullable
            String password,

            @Schema(description = "The one so far; needed with a session, not with an API key") @Nullable
            String currentPassword) {

        /** Never shows the passwords. */
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final PasswordCheck check;
    private final Users users;
    private final ApiKeys keys;
    private final KeyRing keyRing;

    PasswordController(
            Passwords passwords,
            PasswordHashes hashes,
            PasswordCheck check,
            Users users,
            ApiKeys keys,
            KeyRing keyRing) {
        this.passwords = passwords;
        this.hashes = hashes;
        this.check = check;
        this.users = users;
        this.keys = keys;
        this.keyRing = keyRing;
    }

    @PutMapping("/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Set your password",
            description = "For people. By an API key, or by a session together with the password so far. Your other"
                    + " sessions end.")
    void setOwn(@Needs(Scope.ADMIN) Caller caller, @RequestBody NewPassword body, HttpServletRequest request) {
        caller.needPerson("a password");
        if (caller.key().session()) {
            if (body.currentPassword() == null) {
                throw new InvalidInputException("currentPassword", "is required: the password so far");
            }
            check.check(caller.userId(), body.currentPassword(), request.getRemoteAddr());
        }
        set(caller.userId(), body, caller.key().keyId());
    }

    @PutMapping("/users/{userId}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Set another person's password",
            description = "Server admins only. All sessions of that person end.")
    void setOther(@Needs(Scope.ADMIN) Caller caller, @PathVariable String userId, @RequestBody NewPassword body) {
        caller.needServerAdmin("setting another's password");
        Ids.check("userId", userId);
        if (userId.equals(caller.userId())) {
            throw new InvalidInputException("userId", "is you; set your own by PUT /api/v1/me/password");
        }
        User user = users.find(userId)
                .filter(found -> !found.isAgent())
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no person " + userId)
                        .with("userId", userId)
                        .exception());
        set(user.userId(), body, "");
    }

    private void set(String userId, NewPassword body, String sessionThatStays) {
        if (body.password() == null) {
            throw new InvalidInputException("password", "is required");
        }
        passwords.set(userId, hashes.hash(body.password(), userId));
        keys.endSessions(userId, sessionThatStays).forEach(keyRing::forget);
    }
}
