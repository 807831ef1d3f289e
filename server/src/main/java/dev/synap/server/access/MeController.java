package dev.synap.server.access;

import dev.synap.core.error.InvalidInputException;
import dev.synap.server.security.Caller;
import dev.synap.server.security.KeyRing;
import dev.synap.server.security.Needs;
import dev.synap.store.access.Scope;
import dev.synap.store.access.User;
import dev.synap.store.access.Users;
import dev.synap.store.projection.Memberships;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a caller who they are. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Access")
public final class MeController {

    private static final int MAX_WORKSPACES = 1_000;

    /** Who holds a key, and what it opens. */
    @Schema(name = "Me")
    record Me(
            String userId,
            String name,
            String keyId,

            @ArraySchema(
                    arraySchema = @Schema(description = "What the key allows"),
                    schema = @Schema(allowableValues = {"read", "write", "import", "admin"}))
            List<String> scopes,

            @Schema(description = "The ids of the workspaces that the user may see, the first 1,000")
            List<String> workspaces,

            @Schema(description = "Whether the user runs this server")
            boolean admin,

            @Schema(allowableValues = {"person", "agent"}) String kind) {}

    @Schema(name = "MyChanges")
    record MyChanges(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Mary") @Nullable
            String name) {}

    private final Memberships memberships;
    private final Users users;
    private final KeyRing keyRing;

    public MeController(Memberships memberships, Users users, KeyRing keyRing) {
        this.memberships = memberships;
        this.users = users;
        this.keyRing = keyRing;
    }

    @GetMapping("/me")
    @Operation(summary = "Who am I", description = "Any valid key may ask.")
    Me me(Caller caller) {
        return new Me(
                caller.userId(),
                caller.user().name(),
                caller.key().keyId(),
                caller.scopes(),
                memberships.workspacesOf(caller.userId(), "", MAX_WORKSPACES),
                caller.user().admin(),
                UserReply.kind(caller.user()));
    }

    @PatchMapping("/me")
    @Operation(summary = "Give yourself another name", description = "What others see; the id stays.")
    UserReply rename(@Needs(Scope.ADMIN) Caller caller, @RequestBody MyChanges body) {
        if (body.name() == null) {
            throw new InvalidInputException("name", "is required");
        }
        User renamed = users.rename(caller.userId(), body.name());
        keyRing.renamed(renamed.userId());
        return UserReply.of(renamed);
    }
}
