package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
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
 * What a query finds, read page by page as it is asked for: nothing is sent before the first is taken, and no
 * more than a page is held at a time. It is complete unless {@link #limit} cuts it. Walking it again asks the
 * server again. Pages are cut by the sort key, so that what is written meanwhile shifts and repeats nothing.
 *
 * <p>Immutable and thread-safe; an iterator or stream taken from it is for one thread. Walking it throws
 * {@link SynapClientException}.
 */
public final class Listing<T> implements Iterable<T> {

    private final Pages<T> pages;
    private final @Nullable String after;
    private final int pageSize;
    private final long limit;

    private Listing(Pages<T> pages, @Nullable String after, int pageSize, long limit) {
        this.pages = pages;
        this.after = after;
        this.pageSize = pageSize;
        this.limit = limit;
    }

    static <T> Listing<T> of(Pages<T> pages) {
        return new Listing<>(pages, null, PageRequest.DEFAULT_LIMIT, Long.MAX_VALUE);
    }

    /** Goes on behind a page, at its {@link ListPage#next()}; the query must be the same. */
    public Listing<T> after(@Nullable String cursor) {
        return new Listing<>(pages, cursor, pageSize, limit);
    }

    /** At most so many. */
    public Listing<T> limit(long count) {
        if (count < 0) {
            throw new InvalidInputException("limit", "must be 0 or more, but is " + count);
        }
        return new Listing<>(pages, after, pageSize, count);
    }

    /** How many to fetch at a time, 1 to {@value PageRequest#MAX_LIMIT}. */
    public Listing<T> pageSize(int size) {
        if (size < 1 || size > PageRequest.MAX_LIMIT) {
            throw new InvalidInputException("pageSize", "must be 1 to " + PageRequest.MAX_LIMIT + ", but is " + size);
        }
        return new Listing<>(pages, after, size, limit);
    }

    /** One page, and where the next one begins: for a screen that shows a page at a time. */
    public ListPage<T> page() {
        return pages.fetch(after, pageSize);
    }

    /** The first one of the list. */
    public Optional<T> first() {
        return limit(Math.min(limit, 1)).stream().findFirst();
    }

    /** All of them, in memory. */
    public List<T> toList() {
        return stream().toList();
    }

    /** All of them as a lazy stream. It holds no connection, so it need not be closed. */
    public Stream<T> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                false);
    }

    @Override
    public Iterator<T> iterator() {
        return new Walk();
    }

    /** Where pages come from. */
    interface Pages<T> {
        ListPage<T> fetch(@Nullable String after, int size);
    }

    private final class Walk implements Iterator<T> {

        private @Nullable String next = after;
        private Iterator<T> items = List.<T>of().iterator();
        private long left = limit;
        private boolean ended;

        @Override
        public boolean hasNext() {
            while (left > 0 && !items.hasNext() && !ended) {
                ListPage<T> page = pages.fetch(next, (int) Math.min(pageSize, left));
                items = page.items().iterator();
                next = page.next();
                ended = next == null;
            }
            return left > 0 && items.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            left--;
            return items.next();
        }
    }
}
