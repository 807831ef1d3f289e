package dev.synap.store.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a longer list.
 *
 * @param next what to pass as {@link ListQuery#after(String)} for the next page; null when this is the last one
 */
public record RowPage(List<Row> rows, @Nullable String next) {
    public RowPage {
        rows = List.copyOf(rows);
    }
}
