package dev.synap.core.log;

import dev.synap.core.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events of a longer list.
 *
 * @param next what to pass as {@link PageRequest#after(long)} for the next page; null when this is the
 *     last one for now
 */
public record Page(List<Event> events, @Nullable Long next) {
    public Page {
        events = List.copyOf(events);
    }
}
