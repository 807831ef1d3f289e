package dev.synap.server.session;

import dev.synap.core.error.InvalidInputException;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Caller;
import dev.synap.server.security.KeyRing;
import dev.synap.server.security.SessionCookie;
import dev.synap.store.access.ApiKey;
import dev.synap.store.access.ApiKeys;
import dev.synap.store.access.KeySecret;
import dev.synap.store.access.User;
import dev.synap.store.access.Users;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signs people in and out. */
@RestController
@RequestMapping(path = "/api/v1/session", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Sign-in")
public final class SessionController {

    @Schema(name = "SignIn")
    record SignIn(
            @Schema(description = "The user's id", requiredMode = Schema.RequiredMode.REQUIRED, example = "owner")
            @Nullable
            String userName,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String password) {

        /** Never shows the password. */
        @Override
        public String toString() {
            return "SignIn[" + userName + "]";
        }
    }

    @Schema(name = "SessionUser")
    record SessionUser(String id, String name, boolean admin) {
        static SessionUser of(User user) {
            return new SessionUser(user.userId(), user.name(), user.admin());
        }
    }

    @Schema(name = "Session")
    record SessionReply(
            SessionUser user,

            @Schema(description = "Send it as the header X-CSRF-Token with everything but GET")
            String csrfToken,

            @Schema(description = "When it ends if it is not used")
            Instant expiresAt) {}

    private final PasswordCheck check;
    private final Users users;
    private final ApiKeys keys;
    private final KeyRing keyRing;
    private final Clock clock;

    SessionController(PasswordCheck check, Users users, ApiKeys keys, KeyRing keyRing, Clock clock) {
        this.check = check;
        this.users = users;
        this.keys = keys;
        this.keyRing = keyRing;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @SecurityRequirements
    @Operation(
            summary = "Sign in",
            description = "Sets the cookie synap_session, for at most 30 days and 7 without use. Wrong passwords are"
                    + " limited by address and by name.")
    SessionReply signIn(@RequestBody SignIn body, HttpServletRequest request, HttpServletResponse response) {
        String userName = required("userName", body.userName()).strip();
        check.check(userName, required("password", body.password()), request.getRemoteAddr());
        User user = users.find(userName).orElseThrow();
        KeySecret secret = KeySecret.ofSession();
        ApiKey session = keys.openSession(user.userId(), secret, clock.instant());
        SessionCookie.give(request, response, secret, ApiKeys.SESSION_LIFE);
        return new SessionReply(SessionUser.of(user), SessionCookie.csrfToken(secret.text()), expiry(session));
    }

    @GetMapping
    @Operation(summary = "The session of this browser", description = "Only by the cookie, not by a key.")
    SessionReply session(Caller caller, HttpServletRequest request) {
        needSession(caller);
        return new SessionReply(
                SessionUser.of(caller.user()), SessionCookie.csrfToken(request).orElseThrow(), expiry(caller.key()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign out", description = "Ends the session, its realtime connections too, at once.")
    void signOut(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        needSession(caller);
        keys.revoke(caller.key().keyId());
        keyRing.forget(caller.key().keyId());
        SessionCookie.take(request, response);
    }

    private static void needSession(Caller caller) {
        if (!caller.key().session()) {
            throw Problem.of(
                            ProblemType.UNAUTHORIZED,
                            "this is about a browser's session, and the request came with an API key; sign in by POST"
                                    + " /api/v1/session")
                    .exception();
        }
    }

    private static Instant expiry(ApiKey session) {
        return Objects.requireNonNull(session.expiresAt());
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw new InvalidInputException(field, "is required");
        }
        return value;
    }
}
