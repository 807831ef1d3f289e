package dev.synap.server.subject;

import dev.synap.core.event.Event;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * All events of a subject up to a point in history, oldest first, of which no more than a page is held at a time.
 */
record PastEvents(EventLog log, String workspaceId, String subjectId, AsOf until) implements Iterable<Event> {

    @Override
    public Iterator<Event> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<Event> {

        private @Nullable PageRequest next = PageRequest.first(PageRequest.MAX_LIMIT);
        private Iterator<Event> events = List.<Event>of().iterator();

        @Override
        public boolean hasNext() {
            while (!events.hasNext() && next != null) {
                Page page = log.history(workspaceId, subjectId, until, next);
                events = page.events().iterator();
                next = page.next() == null ? null : next.after(page.next());
            }
            return events.hasNext();
        }

        @Override
        public Event next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return events.next();
        }
    }
}
