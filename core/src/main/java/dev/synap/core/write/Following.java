package dev.synap.core.write;

import dev.synap.core.event.NewEvent;
import dev.synap.core.log.ExpectedVersion;
import java.util.List;
import java.util.Map;

/**
 * What follows from requests: to be appended together or not at all.
 *
 * @param events in the order they shall stand
 * @param expected the versions, as {@link Subjects} gave them, of the subjects whose facts are among the events;
 *     where one has moved on, ask again with what is there now
 */
public record Following(List<NewEvent> events, Map<String, ExpectedVersion> expected) {

    public Following {
        events = List.copyOf(events);
        expected = Map.copyOf(expected);
    }
}
