package dev.synap.client;

import dev.synap.core.access.ShareLevel;
import dev.synap.core.error.InvalidInputException;
import tools.jackson.databind.node.ObjectNode;

/** That one user may see, or do more with, one subject. */
public record Share(Entity entity, String subjectId, String userId, ShareLevel level) implements Row {

    static Share from(ObjectNode row) {
        String level = Wire.text(row, "level");
        return new Share(
                Entity.of(row, "share"),
                Wire.text(row, "subjectId"),
                Wire.text(row, "userId"),
                ShareLevel.named(level).orElseThrow(() -> new InvalidInputException("level", "is " + level)));
    }
}
