package dev.synap.server.webhook;

import dev.synap.core.access.Role;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Drafts;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.JsonRules;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import dev.synap.store.webhook.SealedSecret;
import dev.synap.store.webhook.TypePatterns;
import dev.synap.store.webhook.Webhook;
import dev.synap.store.webhook.WebhookChange;
import dev.synap.store.webhook.Webhooks;
import dev.synap.store.webhook.Webhooks.Made;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes and changes webhooks. Whoever may do so has the workspace's events sent anywhere: its admins. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Webhooks")
public final class WebhookController {

    private static final int MAX_DESCRIPTION = 500;
    private static final Duration OLD_SECRET_SIGNS_FOR = Duration.ofHours(24);

    /** A webhook to make. */
    @Schema(name = "NewWebhook")
    record NewWebhook(
            @Schema(description = "Left out, the server makes one") @Nullable
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "https://example.com/hooks/synap") @Nullable
            String url,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "Exact types, prefixes such as `note.*`, or `*` for all",
                    example = "[\"note.*\"]")
            @Nullable
            List<@Nullable String> types,

            @Schema(description = "What it is for") @Nullable
            String description) {}

    /** What to change about a webhook; what is left out stays. */
    @Schema(name = "WebhookChange")
    record Change(
            @Nullable String url,
            @Nullable List<@Nullable String> types,
            @Nullable String description,
            @Nullable Boolean enabled) {}

    @Schema(name = "Webhooks")
    record WebhookList(List<WebhookReply> items) {}

    private final Webhooks webhooks;
    private final Receivers receivers;
    private final Secrets secrets;
    private final Ids ids;
    private final WebhookEvents events;

    public WebhookController(Webhooks webhooks, Receivers receivers, Secrets secrets, Ids ids, Drafts drafts) {
        this.webhooks = webhooks;
        this.receivers = receivers;
        this.secrets = secrets;
        this.ids = ids;
        this.events = new WebhookEvents(drafts);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a webhook",
            description = "For admins. It gets what happens from now on; the answer shows its secret, once.")
    WebhookReply create(@Needs(Scope.WRITE) WorkspaceCall call, @RequestBody NewWebhook body, HttpServletRequest http) {
        needAdmin(call);
        String id = body.id() == null ? ids.next("webhook") : Ids.check("id", body.id());
        if (body.url() == null) {
            throw new InvalidInputException("url", "is required: where events are sent");
        }
        if (body.types() == null) {
            throw new InvalidInputException("types", "is required: which events are sent, such as note.*");
        }
        String url = receivers.check("url", body.url());
        List<String> types = types(body.types());
        String description = body.description() == null ? "" : description(body.description());
        String secret = secrets.generate();
        SealedSecret sealed = secrets.seal(secret, Sender.about(call.workspaceId(), id));
        String userId = call.caller().userId();
        NewEvent said = events.added(call, http, id, url, types);
        return switch (webhooks.create(call.workspaceId(), id, url, types, description, sealed, userId, said)) {
            case Made.Done(Webhook webhook) -> WebhookReply.of(webhook, true, secret);
            case Made.TooMany _ ->
                throw new InvalidInputException(
                        "", "makes one webhook too many: a workspace may have " + Webhooks.MAX_COUNT);
            case Made.IdTaken _ ->
                throw Problem.of(ProblemType.ALREADY_EXISTS, "the webhook id " + id + " is taken; choose another one")
                        .with("field", "id")
                        .exception();
        };
    }

    @GetMapping
    @Operation(summary = "List the webhooks", description = "For admins. The oldest first, without their secrets.")
    WebhookList list(@Needs(Scope.READ) WorkspaceCall call) {
        needAdmin(call);
        return new WebhookList(
                webhooks.all(call.workspaceId()).stream().map(this::reply).toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a webhook", description = "For admins.")
    WebhookReply get(@Needs(Scope.READ) WorkspaceCall call, @PathVariable String id) {
        needAdmin(call);
        return webhooks.find(call.workspaceId(), Ids.check("id", id))
                .map(this::reply)
                .orElseThrow(() -> missing(call, id));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a webhook",
            description =
                    "For admins. While it is disabled, what waits is kept, and what happens is not put down for it:"
                            + " replay that once it is enabled.")
    WebhookReply change(
            @Needs(Scope.WRITE) WorkspaceCall call,
            @PathVariable String id,
            @RequestBody Change body,
            HttpServletRequest http) {
        needAdmin(call);
        Ids.check("id", id);
        WebhookChange change = new WebhookChange(
                body.url() == null ? null : receivers.check("url", body.url()),
                body.types() == null ? null : types(body.types()),
                body.description() == null ? null : description(body.description()),
                body.enabled());
        return webhooks.change(call.workspaceId(), id, change, events.changed(call, http, id, change))
                .map(this::reply)
                .orElseThrow(() -> missing(call, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a webhook", description = "For admins. With all that waits, and its deliveries.")
    void delete(@Needs(Scope.WRITE) WorkspaceCall call, @PathVariable String id, HttpServletRequest http) {
        needAdmin(call);
        Ids.check("id", id);
        if (!webhooks.delete(call.workspaceId(), id, events.removed(call, http, id))) {
            throw missing(call, id);
        }
    }

    @PostMapping("/{id}/rotate-secret")
    @Operation(
            summary = "Give a webhook another secret",
            description =
                    "For admins. The answer shows it, once. For 24 hours deliveries carry a signature by the old one"
                            + " too.")
    WebhookReply rotate(@Needs(Scope.WRITE) WorkspaceCall call, @PathVariable String id, HttpServletRequest http) {
        needAdmin(call);
        Ids.check("id", id);
        String secret = secrets.generate();
        SealedSecret sealed = secrets.seal(secret, Sender.about(call.workspaceId(), id));
        return webhooks.rotate(call.workspaceId(), id, sealed, OLD_SECRET_SIGNS_FOR, events.rotated(call, http, id))
                .map(webhook -> WebhookReply.of(webhook, true, secret))
                .orElseThrow(() -> missing(call, id));
    }

    private WebhookReply reply(Webhook webhook) {
        return WebhookReply.of(webhook, webhook.keyId().equals(secrets.keyId()), null);
    }

    static void needAdmin(WorkspaceCall call) {
        call.caller().needPerson("managing webhooks");
        call.needRole(Role.ADMIN, "managing webhooks");
    }

    static ProblemException missing(WorkspaceCall call, String id) {
        return Problem.of(ProblemType.NOT_FOUND, "there is no webhook " + id + " in " + call.workspaceId())
                .with("webhookId", id)
                .exception();
    }

    private static List<String> types(List<@Nullable String> given) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String type = given.get(i);
            if (type == null) {
                throw new InvalidInputException("types[" + i + "]", "must be a type of events, such as note.*");
            }
            types.add(type);
        }
        return TypePatterns.check("types", types);
    }

    private static String description(String given) {
        if (given.length() > MAX_DESCRIPTION) {
            throw new InvalidInputException(
                    "description", "may have " + MAX_DESCRIPTION + " characters, but has " + given.length());
        }
        JsonRules.checkText("description", given);
        return given;
    }
}
