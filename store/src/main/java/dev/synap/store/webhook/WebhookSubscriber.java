package dev.synap.store.webhook;

import dev.synap.core.event.Event;
import dev.synap.store.feed.Reaction;
import dev.synap.store.feed.Subscriber;
import dev.synap.store.jdbc.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Puts down which events are to be sent to which webhooks; sending is others' work, so that no receiver holds up the
 * feed. Thread-safe.
 */
public final class WebhookSubscriber implements Subscriber {

    // By primary key.
    private static final String ENABLED = """
            SELECT %s FROM webhook WHERE workspace_id = ? AND enabled
            """.formatted(Webhooks.COLUMNS);

    private final Sql sql;

    public WebhookSubscriber(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public boolean wants(String eventType) {
        return true;
    }

    @Override
    public Reaction react(String workspaceId, List<Event> events) {
        Map<Webhook, List<Event>> wanted = new LinkedHashMap<>();
        for (Webhook webhook : sql.list(ENABLED, Webhooks::read, workspaceId)) {
            List<Event> its = events.stream()
                    .filter(event -> webhook.wants(event.type(), event.position()))
                    .toList();
            if (!its.isEmpty()) {
                wanted.put(webhook, its);
            }
        }
        return wanted.isEmpty() ? Reaction.pass() : Reaction.write(c -> DeliveryQueue.add(c, wanted));
    }
}
