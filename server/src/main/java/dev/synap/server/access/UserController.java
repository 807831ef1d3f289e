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

/** Makes and shows users, for those who run the server. */
@RestController
@RequestMapping(path = "/api/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Access")
public final class UserController {

    private static final String WHAT = "managing users";

    /** A user to make. */
    @Schema(name = "NewUser")
    record NewUser(
            @Schema(description = "Left out, the server makes one", example = "mary") @Nullable
            String userId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Mary") @Nullable
            String name) {}

    @Schema(name = "Users")
    record UserList(List<UserReply> users) {}

    private final Users users;
    private final Ids ids;

    public UserController(Users users, Ids ids) {
        this.users = users;
        this.ids = ids;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a user",
            description = "Server admins only. The user comes in with a key: make one by POST /api/v1/keys.")
    UserReply create(@Needs(Scope.ADMIN) Caller caller, @RequestBody NewUser body) {
        caller.needServerAdmin(WHAT);
        if (body.name() == null) {
            throw new InvalidInputException("name", "is required");
        }
        String id = body.userId() == null ? ids.next("user") : Ids.check("userId", body.userId());
        return UserReply.of(users.create(id, body.name(), false)
                .orElseThrow(() -> Problem.of(
                                ProblemType.ALREADY_EXISTS, "the user id " + id + " is taken; choose another one")
                        .with("field", "userId")
                        .exception()));
    }

    @GetMapping
    @Operation(summary = "List users", description = "Server admins only.")
    UserList list(
            @Needs(Scope.ADMIN) Caller caller,
            @Parameter(description = "Begin behind this id") @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "" + PageRequest.MAX_LIMIT) int limit) {
        caller.needServerAdmin(WHAT);
        ListRequest request = ListRequest.of(after, limit);
        return new UserList(users.list(request.after(), request.limit()).stream()
                .map(UserReply::of)
                .toList());
    }
}
