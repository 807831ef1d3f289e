package dev.synap.server.session;

import dev.synap.store.access.FirstAccess;
import dev.synap.store.access.Passwords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a page whether to ask for a password or to have the first one set. */
@RestController
@RequestMapping(path = "/api/v1/setup", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Sign-in")
public final class SetupController {

    @Schema(name = "Setup")
    record Setup(
            @Schema(description = "Whether the owner of the server has no password yet")
            boolean needed,

            @Schema(description = "Whether anybody can sign in yet")
            boolean anybody) {}

    private final Passwords passwords;

    SetupController(Passwords passwords) {
        this.passwords = passwords;
    }

    @GetMapping
    @SecurityRequirements
    @Operation(
            summary = "Whether the server still has to be set up",
            description = "It is set up by PUT /api/v1/me/password with the key that its first start printed.")
    Setup setup() {
        return new Setup(passwords.hashOf(FirstAccess.OWNER).isEmpty(), passwords.any());
    }
}
