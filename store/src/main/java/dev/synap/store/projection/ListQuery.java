package dev.synap.store.projection;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.JsonRules;
import dev.synap.core.log.Direction;
import dev.synap.core.log.PageRequest;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which list to read; all that is given must hold. A list may show several tables: a filter or
 * a search leaves out those that do not know it, for nothing in them could fit.
 *
 * @param tables whose rows to show
 * @param filters a value for each filter in use
 * @param search words that title or content must hold, as people type them into a search engine: {@code "a phrase"},
 *     {@code or}, {@code -without}; null for no search
 * @param readable the only subjects to show, and comments on them; null for all
 * @param limit how many rows at most, 1 to {@value PageRequest#MAX_LIMIT}
 * @param after the {@link RowPage#next()} of the page before; null for the first page
 */
public record ListQuery(
        List<Table> tables,
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

    /** What people make: all but what governs the workspace, and proposals. */
    private static final List<Table> CONTENT =
            List.of(Table.NOTES, Table.TASKS, Table.PROJECTS, Table.RELATIONS, Table.COMMENTS, Table.ENTITIES);

    public ListQuery {
        tables = List.copyOf(tables);
        filters = Map.copyOf(filters);
        readable = readable == null ? null : Set.copyOf(readable);
        for (Map.Entry<Filter, String> each : filters.entrySet()) {
            check(tables, each.getKey(), each.getValue());
        }
        if (search != null) {
            checkSearch(tables, search);
        }
        if (!sorts(tables).contains(sort)) {
            throw new InvalidInputException(
                    "sort",
                    "%s can be sorted by %s, not by %s"
                            .formatted(
                                    named(tables), names(sorts(tables).stream().map(Sort::text)), sort.text()));
        }
        if (reached(tables, filters, search).isEmpty()) {
            throw new InvalidInputException(
                    search == null ? filters.keySet().iterator().next().parameter() : "q",
                    "fits no type of entity together with the other filters; leave one out");
        }
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new InvalidInputException("limit", "must be 1 to " + PageRequest.MAX_LIMIT + ", but is " + limit);
        }
    }

    /** All rows that are neither deleted nor archived, the youngest first. */
    public static ListQuery of(Table table) {
        return of(List.of(table));
    }

    /** The same, of every type of content: of all but members, shares, policies, schemas, settings and proposals. */
    public static ListQuery ofContent() {
        return of(CONTENT);
    }

    private static ListQuery of(List<Table> tables) {
        return new ListQuery(
                tables,
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

    /** @throws InvalidInputException when no table knows the filter, or the value is none for it */
    public ListQuery where(Filter filter, String value) {
        Map<Filter, String> more = new EnumMap<>(Filter.class);
        more.putAll(filters);
        more.put(filter, value);
        return new ListQuery(tables, more, search, deleted, archived, readable, sort, direction, limit, after);
    }

    /** @throws InvalidInputException when no table can be searched */
    public ListQuery search(@Nullable String words) {
        return new ListQuery(tables, filters, words, deleted, archived, readable, sort, direction, limit, after);
    }

    public ListQuery deleted(Marked value) {
        return new ListQuery(tables, filters, search, value, archived, readable, sort, direction, limit, after);
    }

    public ListQuery archived(Marked value) {
        return new ListQuery(tables, filters, search, deleted, value, readable, sort, direction, limit, after);
    }

    /** Only these subjects and the comments on them: what a guest may read. */
    public ListQuery readable(Set<String> subjectIds) {
        return new ListQuery(tables, filters, search, deleted, archived, subjectIds, sort, direction, limit, after);
    }

    /** @throws InvalidInputException when a table cannot be sorted by it */
    public ListQuery sort(Sort by, Direction to) {
        return new ListQuery(tables, filters, search, deleted, archived, readable, by, to, limit, after);
    }

    public ListQuery limit(int value) {
        return new ListQuery(tables, filters, search, deleted, archived, readable, sort, direction, value, after);
    }

    /** The page behind the one that gave this cursor; all but the limit must be as it was. */
    public ListQuery after(@Nullable String cursor) {
        return new ListQuery(tables, filters, search, deleted, archived, readable, sort, direction, limit, cursor);
    }

    /** What the list may be sorted by: what all of its tables may. */
    public Set<Sort> sorts() {
        return sorts(tables);
    }

    /** The tables in which something could fit; at least one. */
    List<Table> reached() {
        return reached(tables, filters, search);
    }

    private static List<Table> reached(List<Table> tables, Map<Filter, String> filters, @Nullable String search) {
        return tables.stream()
                .filter(table -> table.filters().containsAll(filters.keySet()))
                .filter(table -> search == null || table.isSearchable())
                .toList();
    }

    private static Set<Sort> sorts(List<Table> tables) {
        Set<Sort> shared = EnumSet.allOf(Sort.class);
        tables.forEach(table -> shared.retainAll(table.sorts()));
        return shared;
    }

    private static void check(List<Table> tables, Filter filter, String value) {
        if (tables.stream().noneMatch(table -> table.filters().contains(filter))) {
            throw new InvalidInputException(
                    filter.parameter(),
                    "%s cannot be filtered by it, only by %s"
                            .formatted(
                                    named(tables),
                                    names(tables.stream()
                                            .flatMap(table -> table.filters().stream())
                                            .map(Filter::parameter)
                                            .distinct())));
        }
        JsonRules.checkText(filter.parameter(), value);
        filter.bound(value);
    }

    private static void checkSearch(List<Table> tables, String search) {
        if (tables.stream().noneMatch(Table::isSearchable)) {
            throw new InvalidInputException("q", named(tables) + " cannot be searched");
        }
        if (search.length() > MAX_SEARCH) {
            throw new InvalidInputException(
                    "q", "must have at most " + MAX_SEARCH + " characters, but has " + search.length());
        }
        JsonRules.checkText("q", search);
    }

    private static String named(List<Table> tables) {
        return tables.size() == 1 ? tables.getFirst().sqlName() : "entities of all types";
    }

    private static String names(Stream<String> names) {
        return names.sorted().collect(Collectors.joining(", "));
    }
}
