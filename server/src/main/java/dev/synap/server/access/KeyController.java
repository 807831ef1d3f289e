package dev.synap.server.access;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.log.PageRequest;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Caller;
import dev.synap.server.security.KeyRing;
import dev.synap.server.security.Needs;
import dev.synap.store.access.ApiKey;
import dev.synap.store.access.ApiKeys;
import dev.synap.store.access.KeySecret;
import dev.synap.store.access.NewKey;
import dev.synap.store.access.Scope;
import dev.synap.store.access.User;
import dev.synap.store.access.Users;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes, shows and revokes API keys. No key can be made that may do more than the one that makes it. */
@RestController
@RequestMapping(path = "/api/v1/keys", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Access")
public final class KeyController {

    private static final Set<Scope> OF_AGENTS = Set.of(Scope.READ, Scope.WRITE);

    /** A key to make. */
    @Schema(name = "NewKey")
    record KeyBody(
            @Schema(
                    description =
                            "Whose it is: left out, yours; one of your agents'; another user's needs a server admin")
            @Nullable
            String userId,

            @Schema(description = "What it is for", requiredMode = Schema.RequiredMode.REQUIRED, example = "laptop")
            @Nullable
            String name,

            @ArraySchema(
                    arraySchema = @Schema(description = "Left out: read and write"),
                    schema = @Schema(allowableValues = {"read", "write", "import", "admin"}))
            @Nullable
            List<@Nullable String> scopes,

            @Schema(description = "From when on it no longer works; left out: never") @Nullable
            Instant expiresAt) {}

    @Schema(name = "Keys")
    record KeyList(List<KeyReply> keys) {}

    private final ApiKeys keys;
    private final Users users;
    private final KeyRing keyRing;
    private final Clock clock;

    public KeyController(ApiKeys keys, Users users, KeyRing keyRing, Clock clock) {
        this.keys = keys;
        this.users = users;
        this.keyRing = keyRing;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a key", description = "The answer shows it, once: only its hash is kept.")
    KeyReply create(@Needs(Scope.ADMIN) Caller caller, @RequestBody KeyBody body) {
        if (body.name() == null) {
            throw new InvalidInputException("name", "is required: what the key is for");
        }
        if (body.expiresAt() != null && !body.expiresAt().isAfter(clock.instant())) {
            throw new InvalidInputException("expiresAt", "must lie in the future");
        }
        Set<Scope> scopes = scopes(body.scopes(), caller);
        User user = body.userId() == null ? caller.user() : user(body.userId(), caller);
        if (user.isAgent() && !OF_AGENTS.containsAll(scopes)) {
            throw new InvalidInputException("scopes", "may be read and write only in an agent's key");
        }
        KeySecret secret = KeySecret.generate();
        return KeyReply.made(
                keys.create(new NewKey(user.userId(), body.name(), scopes, body.expiresAt()), secret), secret);
    }

    @GetMapping
    @Operation(
            summary = "List your keys, or an agent's of yours",
            description = "Revoked and expired ones too, without their secrets.")
    KeyList list(
            @Needs(Scope.ADMIN) Caller caller,
            @Parameter(description = "Left out: yours; else one of your agents")
                    @RequestParam(required = false)
                    @Nullable
                    String userId,
            @Parameter(description = "Begin behind this key id") @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "" + PageRequest.MAX_LIMIT) int limit) {
        ListRequest request = ListRequest.of(after, limit);
        String whose = userId == null ? caller.userId() : user(userId, caller).userId();
        return new KeyList(keys.ofUser(whose, request.after(), request.limit()).stream()
                .map(KeyReply::of)
                .toList());
    }

    @DeleteMapping("/{keyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a key", description = "It works no longer, at once. Twice is the same as once.")
    void revoke(@Needs(Scope.ADMIN) Caller caller, @PathVariable String keyId) {
        Ids.check("keyId", keyId);
        ApiKey key = keys.find(keyId)
                .filter(found -> found.userId().equals(caller.userId())
                        || caller.user().admin()
                        || isMaker(caller, found.userId()))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "you have no key " + keyId)
                        .with("keyId", keyId)
                        .exception());
        keys.revoke(key.keyId());
        keyRing.forget(key.keyId());
    }

    /** The user of this id, for whom the caller may make keys. */
    private User user(String wanted, Caller caller) {
        if (wanted.equals(caller.userId())) {
            return caller.user();
        }
        Ids.check("userId", wanted);
        Optional<User> found = users.find(wanted);
        if (found.isEmpty() || !caller.userId().equals(found.get().madeBy())) {
            caller.needServerAdmin("managing another user's keys");
        }
        return found.orElseThrow(
                () -> new InvalidInputException("userId", "names no user; make " + wanted + " by POST /api/v1/users"));
    }

    private boolean isMaker(Caller caller, String userId) {
        return users.find(userId)
                .filter(user -> caller.userId().equals(user.madeBy()))
                .isPresent();
    }

    private static Set<Scope> scopes(@Nullable List<@Nullable String> names, Caller caller) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        if (names == null) {
            scopes.add(Scope.READ);
            scopes.add(Scope.WRITE);
        } else {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                String field = "scopes[" + i + "]";
                scopes.add(Scope.named(name == null ? "" : name)
                        .orElseThrow(() -> new InvalidInputException(
                                field, "is no scope; the scopes are read, write, import and admin")));
            }
        }
        scopes.forEach(caller::need);
        return scopes;
    }
}
