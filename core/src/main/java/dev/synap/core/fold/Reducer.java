package dev.synap.core.fold;

import dev.synap.core.event.Event;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one event does to a subject's fields. A pure function: it must not change the fields it is given,
 * nor look at anything but its arguments.
 */
@FunctionalInterface
public interface Reducer {

    ObjectNode apply(ObjectNode fields, Event event);
}
