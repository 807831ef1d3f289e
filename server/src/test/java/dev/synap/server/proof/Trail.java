package dev.synap.server.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The phase events that name one request, by kind and in the order of the log. */
record Trail(
        List<LoggedEvent> approved,
        List<LoggedEvent> validated,
        List<LoggedEvent> rejected,
        List<LoggedEvent> proposed) {

    static final Trail NONE = new Trail(List.of(), List.of(), List.of(), List.of());

    /** Those of all requests, by request id. */
    static Map<String, Trail> all(List<LoggedEvent> events) {
        Map<String, Trail> trails = new HashMap<>();
        for (LoggedEvent event : events) {
            String request = event.text("requestId");
            if (!event.ofFlow() || request == null) {
                continue;
            }
            Trail trail = trails.computeIfAbsent(
                    request,
                    id -> new Trail(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            switch (event.lastWord()) {
                case "approved" -> trail.approved.add(event);
                case "validated" -> trail.validated.add(event);
                case "rejected" -> trail.rejected.add(event);
                case "proposed" -> trail.proposed.add(event);
                default -> {}
            }
        }
        return trails;
    }

    boolean isEmpty() {
        return approved.isEmpty() && validated.isEmpty() && rejected.isEmpty() && proposed.isEmpty();
    }

    int ends() {
        return validated.size() + rejected.size();
    }

    /** The first thing that became of the request; null while nothing has. */
    @Nullable
    LoggedEvent first() {
        LoggedEvent first = null;
        for (List<LoggedEvent> each : List.of(proposed, rejected, approved, validated)) {
            if (!each.isEmpty() && (first == null || each.getFirst().position() < first.position())) {
                first = each.getFirst();
            }
        }
        return first;
    }
}
