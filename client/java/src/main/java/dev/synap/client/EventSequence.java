package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.log.Direction;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Events that a query finds, read page by page as they are asked for: nothing is sent before the first is
 * taken, and no more than a page is held at a time. It is complete unless {@link #limit} cuts it. Walking it
 * again asks the server again.
 *
 * <p>Immutable and thread-safe; an iterator or stream taken from it is for one thread. Walking it throws
 * {@link SynapClientException}.
 */
public final class EventSequence implements Iterable<Event> {

    private final Pages pages;
    private final PageRequest first;
    private final long limit;

    private EventSequence(Pages pages, PageRequest first, long limit) {
        this.pages = pages;
        this.first = first;
        this.limit = limit;
    }

    static EventSequence of(Pages pages) {
        return new EventSequence(pages, PageRequest.first(PageRequest.DEFAULT_LIMIT), Long.MAX_VALUE);
    }

    /** The same events, the last one first. */
    public EventSequence newestFirst() {
        return new EventSequence(pages, new PageRequest(first.after(), first.limit(), Direction.BACKWARD), limit);
    }

    /**
     * Starts behind a place in the sequence, such as a {@link Page#next()}: a position, or a version where the
     * sequence is all of a subject's history. In the
     * order of the sequence, so with {@link #newestFirst} it starts with the events below it.
     */
    public EventSequence after(long place) {
        return new EventSequence(pages, first.after(place), limit);
    }

    /** At most this many events. */
    public EventSequence limit(long count) {
        if (count < 0) {
            throw new InvalidInputException("limit", "must be 0 or more, but is " + count);
        }
        return new EventSequence(pages, first, count);
    }

    /** How many events to fetch at a time, 1 to {@value PageRequest#MAX_LIMIT}. */
    public EventSequence pageSize(int size) {
        return new EventSequence(pages, new PageRequest(first.after(), size, first.direction()), limit);
    }

    /** One page, and where the next one begins: for a screen that shows a page at a time. */
    public Page page() {
        return pages.fetch(first);
    }

    /** The first event of the sequence. */
    public Optional<Event> first() {
        return limit(Math.min(limit, 1)).stream().findFirst();
    }

    /** All events of the sequence, in memory. */
    public List<Event> toList() {
        return stream().toList();
    }

    /** The events as a lazy stream. It holds no connection, so it need not be closed. */
    public Stream<Event> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                false);
    }

    @Override
    public Iterator<Event> iterator() {
        return new Walk();
    }

    /** Where pages come from. */
    interface Pages {
        Page fetch(PageRequest request);
    }

    private final class Walk implements Iterator<Event> {

        private @Nullable PageRequest next = first;
        private Iterator<Event> events = List.<Event>of().iterator();
        private long left = limit;

        @Override
        public boolean hasNext() {
            while (left > 0 && !events.hasNext() && next != null) {
                int size = (int) Math.min(next.limit(), left);
                Page page = pages.fetch(new PageRequest(next.after(), size, next.direction()));
                events = page.events().iterator();
                next = page.next() == null ? null : first.after(page.next());
            }
            return left > 0 && events.hasNext();
        }

        @Override
        public Event next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            left--;
            return events.next();
        }
    }
}
