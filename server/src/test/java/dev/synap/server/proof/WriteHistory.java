package dev.synap.server.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The log of one workspace with an index.
 *
 * @param events all of them, as the table gives them
 * @param parked the ids of the events that wait for an operator
 */
record WriteHistory(
        List<LoggedEvent> events,
        Map<String, LoggedEvent> byId,
        Map<String, Trail> trails,
        Map<String, String> parked) {

    static WriteHistory of(List<LoggedEvent> events, Map<String, String> parked) {
        Map<String, LoggedEvent> byId = new HashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.id(), event));
        return new WriteHistory(List.copyOf(events), byId, Trail.all(events), Map.copyOf(parked));
    }

    List<LoggedEvent> requests() {
        return events.stream().filter(LoggedEvent::isRequest).toList();
    }

    Trail trail(LoggedEvent request) {
        return trails.getOrDefault(request.id(), Trail.NONE);
    }
}
