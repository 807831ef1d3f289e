package dev.synap.store.projection;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.JsonRules;
import dev.synap.core.log.Direction;
import dev.synap.core.log.PageRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which list to read; all that is given must hold.
 *
 * @param filters a value for each filter in use
 * @param search words that title or content must hold, as people type them into a search engine: {@code "a phrase"},
 *     {@code or}, {@code -without}; null for no search
 * @param readable the only subjects to show, and comments on them; null for all
 * @param limit how many rows at most, 1 to {@value PageRequest#MAX_LIMIT}
 * @param after the {@link RowPage#next()} of the page before; null for the first page
 */
public record ListQuery(
        Table table,
        Map<Filter, String> filters,
        @Nullable String search,
        Marked deleted,
        Marked archived,
        @Nullable Set<String> readable,
        Sort sort,
        Direction direction,
        int limit,
        @Nullable String after) {

    private static final int MAX_SEARCH = 1_000;

    public ListQuery {
        filters = Map.copyOf(filters);
        readable = readable == null ? null : Set.copyOf(readable);
        filters.forEach((filter, value) -> check(table, filter, value));
        if (search != null) {
            checkSearch(table, search);
        }
        if (!table.sorts().contains(sort)) {
            throw new InvalidInputException(
                    "sort",
                    "%s can be sorted by %s, not by %s"
                            .formatted(
                                    table.sqlName(),
                                    table.sorts().stream()
                                            .map(Sort::text)
                                            .sorted()
                                            .collect(Collectors.joining(", ")),
                                    sort.text()));
        }
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new InvalidInputException("limit", "must be 1 to " + PageRequest.MAX_LIMIT + ", but is " + limit);
        }
    }

    /** All rows that are neither deleted nor archived, the youngest first. */
    public static ListQuery of(Table table) {
        return new ListQuery(
                table,
                Map.of(),
                null,
                Marked.WITHOUT,
                Marked.WITHOUT,
                null,
                Sort.CREATED_AT,
                Direction.BACKWARD,
                PageRequest.DEFAULT_LIMIT,
                null);
    }

    /** @throws InvalidInputException when the table does not know the filter, or the value is none for it */
    public ListQuery where(Filter filter, String value) {
        Map<Filter, String> more = new EnumMap<>(Filter.class);
        more.putAll(filters);
        more.put(filter, value);
        return new ListQuery(table, more, search, deleted, archived, readable, sort, direction, limit, after);
    }

    /** @throws InvalidInputException when the table cannot be searched */
    public ListQuery search(@Nullable String words) {
        return new ListQuery(table, filters, words, deleted, archived, readable, sort, direction, limit, after);
    }

    public ListQuery deleted(Marked value) {
        return new ListQuery(table, filters, search, value, archived, readable, sort, direction, limit, after);
    }

    public ListQuery archived(Marked value) {
        return new ListQuery(table, filters, search, deleted, value, readable, sort, direction, limit, after);
    }

    /** Only these subjects and the comments on them: what a guest may read. */
    public ListQuery readable(Set<String> subjectIds) {
        return new ListQuery(table, filters, search, deleted, archived, subjectIds, sort, direction, limit, after);
    }

    /** @throws InvalidInputException when the table cannot be sorted by it */
    public ListQuery sort(Sort by, Direction to) {
        return new ListQuery(table, filters, search, deleted, archived, readable, by, to, limit, after);
    }

    public ListQuery limit(int value) {
        return new ListQuery(table, filters, search, deleted, archived, readable, sort, direction, value, after);
    }

    /** The page behind the one that gave this cursor; all but the limit must be as it was. */
    public ListQuery after(@Nullable String cursor) {
        return new ListQuery(table, filters, search, deleted, archived, readable, sort, direction, limit, cursor);
    }

    private static void check(Table table, Filter filter, String value) {
        if (!table.filters().contains(filter)) {
            throw new InvalidInputException(
                    filter.parameter(),
                    "%s cannot be filtered by it, only by %s"
                            .formatted(
                                    table.sqlName(),
                                    table.filters().stream()
                                            .map(Filter::parameter)
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        }
        JsonRules.checkText(filter.parameter(), value);
        filter.bound(value);
    }

    private static void checkSearch(Table table, String search) {
        if (!table.isSearchable()) {
            throw new InvalidInputException("q", table.sqlName() + " cannot be searched");
        }
        if (search.length() > MAX_SEARCH) {
            throw new InvalidInputException(
                    "q", "must have at most " + MAX_SEARCH + " characters, but has " + search.length());
        }
        JsonRules.checkText("q", search);
    }
}
