package dev.synap.client;

import dev.synap.core.access.Role;
import dev.synap.core.error.InvalidInputException;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who belongs to a workspace. */
public record Member(Entity entity, String userId, Role role) implements Row {

    static Member from(ObjectNode row) {
        String role = Wire.text(row, "role");
        return new Member(
                Entity.of(row, "member"),
                Wire.text(row, "userId"),
                Role.named(role).orElseThrow(() -> new InvalidInputException("role", "is " + role)));
    }
}
