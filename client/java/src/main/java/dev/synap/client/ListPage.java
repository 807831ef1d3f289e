package dev.synap.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next where the next page begins, for {@link Listing#after}; null after the last one
 * @param position how far in the log the list had come
 */
public record ListPage<T>(List<T> items, @Nullable String next, long position) {

    public ListPage {
        items = List.copyOf(items);
    }
}
