package dev.synap.server.access;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.log.PageRequest;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Caller;
import dev.synap.server.security.Needs;
import dev.synap.store.access.Scope;
import dev.synap.store.access.Users;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes and shows agents: users that are programs, whose changes wait for a person unless a policy says otherwise. */
@RestController
@RequestMapping(path = "/api/v1/agents", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Access")
public final class AgentController {

    /** An agent to make. */
    @Schema(name = "NewAgent")
    record NewAgent(
            @Schema(description = "Left out, the server makes one", example = "gardener") @Nullable
            String userId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Gardener") @Nullable
            String name) {}

    @Schema(name = "Agents")
    record AgentList(List<UserReply> agents) {}

    private final Users users;
    private final Ids ids;

    public AgentController(Users users, Ids ids) {
        this.users = users;
        this.ids = ids;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make an agent",
            description =
                    "It is yours: you make its keys by POST /api/v1/keys, and let it into a workspace as a member.")
    UserReply create(@Needs(Scope.ADMIN) Caller caller, @RequestBody NewAgent body) {
        caller.needPerson("making agents");
        if (body.name() == null) {
            throw new InvalidInputException("name", "is required");
        }
        String id = body.userId() == null ? ids.next("agent") : Ids.check("userId", body.userId());
        return UserReply.of(users.createAgent(id, body.name(), caller.userId())
                .orElseThrow(() -> Problem.of(
                                ProblemType.ALREADY_EXISTS, "the user id " + id + " is taken; choose another one")
                        .with("field", "userId")
                        .exception()));
    }

    @GetMapping
    @Operation(summary = "List your agents")
    AgentList list(
            @Needs(Scope.ADMIN) Caller caller,
            @Parameter(description = "Begin behind this id") @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "" + PageRequest.MAX_LIMIT) int limit) {
        ListRequest request = ListRequest.of(after, limit);
        return new AgentList(users.agentsOf(caller.userId(), request.after(), request.limit()).stream()
                .map(UserReply::of)
                .toList());
    }
}
