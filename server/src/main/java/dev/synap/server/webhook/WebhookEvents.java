package dev.synap.server.webhook;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Drafts;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.NewEvent;
import dev.synap.core.write.DerivedIds;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.webhook.WebhookChange;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the log is told of a change to a webhook: who, when, from where, and what. The log forgets nothing, so it is told
 * neither secrets nor more of a URL than whose it is: its path and its query may hold tokens.
 */
final class WebhookEvents {

    private final Drafts drafts;

    WebhookEvents(Drafts drafts) {
        this.drafts = drafts;
    }

    NewEvent added(WorkspaceCall call, HttpServletRequest http, String id, String url, List<String> types) {
        return event("added", call, http, id, data -> put(data, new WebhookChange(url, types, null, null)));
    }

    NewEvent changed(WorkspaceCall call, HttpServletRequest http, String id, WebhookChange change) {
        return event("changed", call, http, id, data -> put(data, change));
    }

    NewEvent rotated(WorkspaceCall call, HttpServletRequest http, String id) {
        return event("secret_rotated", call, http, id, data -> {});
    }

    NewEvent removed(WorkspaceCall call, HttpServletRequest http, String id) {
        return event("removed", call, http, id, data -> {});
    }

    private NewEvent event(
            String verb, WorkspaceCall call, HttpServletRequest http, String id, Consumer<ObjectNode> more) {
        EventDraft draft = EventDraft.of(EntityTypes.WEBHOOK + "." + verb)
                .subject(DerivedIds.webhook(id))
                .subjectType(EntityTypes.WEBHOOK)
                .data(data -> {
                    data.put("webhookId", id);
                    more.accept(data);
                });
        return drafts.complete(call.workspaceId(), List.of(draft), call.caller().context(http))
                .getFirst();
    }

    private static void put(ObjectNode data, WebhookChange change) {
        String url = change.url();
        if (url != null) {
            data.put("url", shortened(url));
        }
        List<String> types = change.types();
        if (types != null) {
            types.forEach(data.putArray("types")::add);
        }
        if (change.description() != null) {
            // Whoever reads events reads this, and a description is for admins.
            data.put("descriptionChanged", true);
        }
        if (change.enabled() != null) {
            data.put("enabled", change.enabled());
        }
    }

    /** Such as {@code https://example.com/…}. */
    private static String shortened(String url) {
        URI uri = URI.create(url);
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        return url.equals(origin) || url.equals(origin + "/") ? url : origin + "/…";
    }
}
