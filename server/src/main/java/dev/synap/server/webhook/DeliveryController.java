package dev.synap.server.webhook;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.log.PageRequest;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import dev.synap.store.webhook.Deliveries;
import dev.synap.store.webhook.Delivery;
import dev.synap.store.webhook.Webhook;
import dev.synap.store.webhook.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows what was sent to webhooks, and has it sent again. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/webhooks/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Webhooks")
public final class DeliveryController {

    @Schema(name = "WebhookDeliveries")
    record DeliveryList(
            List<DeliveryReply> items,

            @Schema(description = "What to pass as `before` for the next page; null when this is the last one")
            @Nullable
            Long next) {}

    /** From where events are to be sent again. */
    @Schema(name = "WebhookReplayRequest")
    record ReplayBody(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "The events behind this position, 0 for all, as far as the log reaches now")
            @Nullable
            Long after) {}

    @Schema(name = "WebhookReplay")
    record ReplayReply(
            long after,

            @Schema(description = "The last position that is sent again")
            long upTo) {}

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Ids ids;

    public DeliveryController(Webhooks webhooks, Deliveries deliveries, Ids ids) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.ids = ids;
    }

    @GetMapping("/deliveries")
    @Operation(
            summary = "List what was and is to be sent",
            description = "For admins. The youngest first, for 30 days after the last attempt.")
    DeliveryList list(
            @Needs(Scope.READ) WorkspaceCall call,
            @PathVariable String id,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"pending", "delivered", "parked"}))
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable Long before,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "" + PageRequest.DEFAULT_LIMIT)
                    int limit) {
        needWebhook(call, id);
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new InvalidInputException("limit", "must be 1 to " + PageRequest.MAX_LIMIT + ", but is " + limit);
        }
        List<Delivery> found = deliveries.list(call.workspaceId(), id, status(status), before, limit);
        return new DeliveryList(
                found.stream().map(DeliveryReply::of).toList(),
                found.size() < limit ? null : found.getLast().number());
    }

    @PostMapping("/deliveries/{deliveryId}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Have something sent again",
            description = "For admins. At once, whether it came through, is parked, or waits for its next attempt.")
    DeliveryReply retry(
            @Needs(Scope.WRITE) WorkspaceCall call, @PathVariable String id, @PathVariable String deliveryId) {
        needEnabled(needWebhook(call, id));
        return deliveries
                .sendAgain(call.workspaceId(), id, Ids.check("deliveryId", deliveryId))
                .map(DeliveryReply::of)
                .orElseThrow(() -> Problem.of(
                                ProblemType.NOT_FOUND, "there is no delivery " + deliveryId + " of webhook " + id)
                        .with("deliveryId", deliveryId)
                        .exception());
    }

    @PostMapping("/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Have all events behind a position sent again",
            description =
                    "For admins. Those of the types that it wants now, from before it was made too, in order; each"
                            + " under the id that it was or would have been sent with.")
    ReplayReply replay(@Needs(Scope.WRITE) WorkspaceCall call, @PathVariable String id, @RequestBody ReplayBody body) {
        needWebhook(call, id);
        if (body.after() == null || body.after() < 0) {
            throw new InvalidInputException("after", "is required: a position, 0 for all events");
        }
        long upTo = deliveries
                .replay(call.workspaceId(), id, body.after())
                .orElseThrow(() -> WebhookController.missing(call, id));
        return new ReplayReply(body.after(), upTo);
    }

    @PostMapping("/ping")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Have a ping sent",
            description =
                    "For admins. It is of the type `webhook.ping`, and a delivery like any other: the list of those"
                            + " says what came of it.")
    DeliveryReply ping(@Needs(Scope.WRITE) WorkspaceCall call, @PathVariable String id) {
        needEnabled(needWebhook(call, id));
        return deliveries
                .ping(call.workspaceId(), id, ids.next("ping"))
                .map(DeliveryReply::of)
                .orElseThrow(() -> disabled(id));
    }

    private Webhook needWebhook(WorkspaceCall call, String id) {
        WebhookController.needAdmin(call);
        return webhooks.find(call.workspaceId(), Ids.check("id", id))
                .orElseThrow(() -> WebhookController.missing(call, id));
    }

    private static void needEnabled(Webhook webhook) {
        if (!webhook.enabled()) {
            throw disabled(webhook.webhookId());
        }
    }

    private static ProblemException disabled(String id) {
        return Problem.of(ProblemType.WEBHOOK_DISABLED, "the webhook " + id + " is disabled; enable it by PATCH first")
                .with("webhookId", id)
                .exception();
    }

    private static Delivery.@Nullable Status status(@Nullable String name) {
        return switch (name) {
            case null -> null;
            case "pending" -> Delivery.Status.PENDING;
            case "delivered" -> Delivery.Status.DELIVERED;
            case "parked" -> Delivery.Status.PARKED;
            default -> throw new InvalidInputException("status", "must be pending, delivered or parked");
        };
    }
}
