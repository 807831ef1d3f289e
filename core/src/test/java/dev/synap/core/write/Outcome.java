package dev.synap.core.write;

import dev.synap.core.event.Event;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What followed from requests, for tests to read. */
record Outcome(World world, List<Event> events) {

    List<String> types() {
        return events.stream().map(Event::type).toList();
    }

    /** The first event of a type. */
    Event the(String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " among " + types()));
    }

    ObjectNode data(String type) {
        return the(type).data().toNode();
    }

    /** The rule of the only rejection, or what happened instead. */
    String rule() {
        if (events.size() != 1 || !events.getFirst().type().endsWith(".rejected")) {
            return types().toString();
        }
        return text("rule");
    }

    /** The first fault of the rejection, as {@code path: message}. */
    String fault() {
        ObjectNode data = events.getFirst().data().toNode();
        return data.at("/errors/0/path").asString() + ": "
                + data.at("/errors/0/message").asString();
    }

    String text(String field) {
        return events.getFirst().data().toNode().path(field).asString();
    }
}
