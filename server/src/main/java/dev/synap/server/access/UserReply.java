package dev.synap.server.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.synap.store.access.User;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user as others may see them. */
@Schema(name = "User")
record UserReply(
        String userId,
        String name,

        @Schema(description = "Whether the user runs this server")
        boolean admin,

        @Schema(allowableValues = {"person", "agent"}) String kind,

        @Schema(description = "Who made the agent, and makes its keys; only for agents")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String madeBy,

        Instant createdAt) {

    static UserReply of(User user) {
        return new UserReply(user.userId(), user.name(), user.admin(), kind(user), user.madeBy(), user.createdAt());
    }

    static String kind(User user) {
        return user.isAgent() ? "agent" : "person";
    }
}
