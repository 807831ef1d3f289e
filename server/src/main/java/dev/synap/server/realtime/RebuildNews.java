package dev.synap.server.realtime;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.store.rebuild.Rebuild;
import dev.synap.store.rebuild.Rebuilds;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who run the server how far a rebuild of the projections is, while there is one. For one thread. */
final class RebuildNews {

    private static final Logger log = LoggerFactory.getLogger(RebuildNews.class);

    private final Rebuilds rebuilds;
    private final Visitors visitors;
    private @Nullable Rebuild last;
    private boolean looked;

    RebuildNews(Rebuilds rebuilds, Visitors visitors) {
        this.rebuilds = rebuilds;
        this.visitors = visitors;
    }

    void tell() {
        List<Visitor> admins = visitors.all().stream()
                .filter(visitor -> visitor.caller().user().admin())
                .toList();
        if (admins.isEmpty()) {
            looked = false;
            return;
        }
        try {
            Rebuild latest = rebuilds.list(1).stream().findFirst().orElse(null);
            if (latest != null && isNews(latest)) {
                Message message = message(latest);
                admins.forEach(visitor -> visitor.send(message));
            }
            last = latest;
            looked = true;
        } catch (StoreUnavailableException e) {
            log.debug("rebuilds cannot be looked for: {}", e.getMessage());
        }
    }

    private boolean isNews(Rebuild latest) {
        boolean known = last != null && last.id().equals(latest.id()) && last.status() == latest.status();
        return latest.status() == Rebuild.Status.RUNNING || (looked && !known);
    }

    private static Message message(Rebuild rebuild) {
        return new Message(
                "projection:progress",
                Map.of(
                        "name", rebuild.name(),
                        "done", rebuild.eventsDone(),
                        "total", rebuild.eventsTotal(),
                        "state", rebuild.status().text()));
    }
}
