package dev.synap.server.list;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.log.Direction;
import dev.synap.core.log.PageRequest;
import dev.synap.store.projection.Filter;
import dev.synap.store.projection.ListQuery;
import dev.synap.store.projection.Marked;
import dev.synap.store.projection.Sort;
import dev.synap.store.projection.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query parameters of each list: what they are called, what they mean, and how they are read. */
public final class ListParameters {

    private static final String SEARCH = "q";
    private static final String DELETED = "deleted";
    private static final String ARCHIVED = "archived";
    private static final String SORT = "sort";
    private static final String ORDER = "order";
    private static final String LIMIT = "limit";
    private static final String AFTER = "after";
    private static final List<String> MARKS = List.of("true", "false", "any");
    private static final List<String> ORDERS = List.of("asc", "desc");

    /**
     * One of them.
     *
     * @param values what it may be; empty for any text
     */
    public record Parameter(String name, String description, List<String> values) {}

    private ListParameters() {}

    /**
     * Those that a table's list knows, in the order to tell them in. The list of entities may turn out to be that
     * of any type, and then knows what that type's list knows.
     */
    public static List<Parameter> of(Table table) {
        List<Parameter> known = new ArrayList<>();
        if (table.isSearchable()) {
            known.add(new Parameter(SEARCH, "Words that it holds; \"a phrase\", or, -without", List.of()));
        }
        Arrays.stream(Filter.values())
                .filter(filter -> table == Table.ENTITIES || table.filters().contains(filter))
                .map(filter -> new Parameter(filter.parameter(), description(filter), List.of()))
                .forEach(known::add);
        known.add(new Parameter(DELETED, "Whether deleted ones are shown: only, not (default), or any", MARKS));
        known.add(new Parameter(ARCHIVED, "Whether archived ones are shown: only, not (default), or any", MARKS));
        known.add(new Parameter(SORT, "Left out: created_at", sorts(table)));
        known.add(new Parameter(ORDER, "Left out: asc", ORDERS));
        known.add(new Parameter(LIMIT, "1 to " + PageRequest.MAX_LIMIT + "; left out: 100", List.of()));
        known.add(new Parameter(AFTER, "`next` of the page before, whose other parameters were the same", List.of()));
        return known;
    }

    /**
     * Reads a query.
     *
     * @param list the table whose list it is
     * @param parameter gives a parameter's text; null where it is left out
     * @throws InvalidInputException naming the parameter that makes no sense
     */
    public static ListQuery read(Table list, Function<String, @Nullable String> parameter) {
        String type = parameter.apply(Filter.TYPE.parameter());
        boolean all = list == Table.ENTITIES && type == null;
        Table table = list == Table.ENTITIES && type != null ? Table.ofType(type) : list;
        ListQuery whole = all ? ListQuery.ofContent() : ListQuery.of(table);
        ListQuery query = whole.deleted(marked(DELETED, parameter.apply(DELETED)))
                .archived(marked(ARCHIVED, parameter.apply(ARCHIVED)))
                .sort(sort(whole.sorts(), parameter.apply(SORT)), direction(parameter.apply(ORDER)))
                .limit(limit(parameter.apply(LIMIT)))
                .after(parameter.apply(AFTER));
        String words = parameter.apply(SEARCH);
        if (words != null) {
            query = query.search(words);
        }
        for (Filter filter : Filter.values()) {
            String value = parameter.apply(filter.parameter());
            // The type that chose the table needs no filter.
            boolean isChoice = filter == Filter.TYPE && table != list;
            if (value != null && !isChoice) {
                query = query.where(filter, value);
            }
        }
        return query;
    }

    private static List<String> sorts(Table table) {
        Stream<Sort> sorts = table == Table.ENTITIES ? Arrays.stream(Sort.values()) : table.sorts().stream();
        return sorts.map(Sort::text).sorted().toList();
    }

    private static Marked marked(String name, @Nullable String text) {
        return switch (text) {
            case null -> Marked.WITHOUT;
            case "false" -> Marked.WITHOUT;
            case "true" -> Marked.ONLY;
            case "any" -> Marked.ALSO;
            default -> throw new InvalidInputException(name, "must be true, false or any");
        };
    }

    private static Sort sort(Set<Sort> known, @Nullable String text) {
        Optional<Sort> named = text == null ? Optional.of(Sort.CREATED_AT) : Sort.named(text);
        return named.filter(known::contains).orElseThrow(() -> {
            String names = known.stream().map(Sort::text).sorted().collect(Collectors.joining(", "));
            return new InvalidInputException(SORT, "must be one of " + names);
        });
    }

    private static Direction direction(@Nullable String text) {
        return switch (text) {
            case null -> Direction.FORWARD;
            case "asc" -> Direction.FORWARD;
            case "desc" -> Direction.BACKWARD;
            default -> throw new InvalidInputException(ORDER, "must be asc or desc");
        };
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return PageRequest.DEFAULT_LIMIT;
        }
        boolean isNumber = text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int limit = isNumber ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new InvalidInputException(LIMIT, "must be 1 to " + PageRequest.MAX_LIMIT);
        }
        return limit;
    }

    private static String description(Filter filter) {
        return switch (filter) {
            case TAG -> "Has this tag";
            case CREATED_BY -> "The user who made it";
            case TYPE -> "The type";
            case STATUS -> "The status";
            case PROJECT_ID -> "The project it belongs to";
            case NOTE_ID -> "The note it is an action item of";
            case ON -> "The entity it is about";
            case FROM -> "The entity it begins at";
            case TO -> "The entity it ends at";
            case KIND -> "The kind of relation";
            case SUBJECT_ID -> "The entity it is about";
            case USER_ID -> "The user it is about";
            case ROLE -> "The role";
            case AGENT_ID -> "The agent it is for";
            case PROPOSED_BY -> "Who proposed it";
            case DUE_BEFORE -> "Is due before this time or day";
            case UPDATED_AFTER -> "Was changed or made after this time";
        };
    }
}
