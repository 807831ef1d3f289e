package dev.synap.store.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.Timestamps;
import dev.synap.core.fold.Reducers;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Direction;
import dev.synap.store.log.TestEvents;
import dev.synap.store.state.Snapshots;
import dev.synap.store.state.StateReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A list of the past is what one finds who folds everything up to then, whatever the order of times. */
class PastListsPropertyTest {

    private static ProjectedLog log;
    private static Snapshots snapshots;
    private static PastLists past;

    @BeforeContainer
    static void connect() {
        log = new ProjectedLog();
        snapshots = new Snapshots(log.database.dataSource(), 1_000);
        past = new PastLists(log.database.dataSource(), new StateReader(log.database.dataSource(), snapshots));
    }

    @AfterContainer
    static void disconnect() {
        snapshots.close();
        log.close();
    }

    /** A filter, and what it means for a state. */
    private enum Wanted {
        ALL(Map.of(), state -> true),
        RED(Map.of(Filter.TAG, "red"), state -> has(state.path("tags"), "red")),
        ALICES(
                Map.of(Filter.CREATED_BY, "alice"),
                state -> state.path("createdBy").asString("").equals("alice"));

        private final Map<Filter, String> filters;
        private final Predicate<ObjectNode> meaning;

        Wanted(Map<Filter, String> filters, Predicate<ObjectNode> meaning) {
            this.filters = filters;
            this.meaning = meaning;
        }

        private static boolean has(JsonNode tags, String tag) {
            return tags.isArray()
                    && tags.valueStream()
                            .anyMatch(each ->
                                    each.isString() && each.stringValue().equals(tag));
        }
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void pagesOfThePast_areWhatFoldingEverythingGives(
            @ForAll("drafts") @Size(min = 20, max = 60) List<EventDraft> drafts,
            @ForAll("points") AsOf point,
            @ForAll Wanted wanted,
            @ForAll Marked deleted,
            @ForAll Direction direction,
            @ForAll @IntRange(min = 1, max = 5) int limit) {
        // given
        String workspace = TestEvents.unique("ws");
        List<Event> events = drafts.isEmpty()
                ? List.of()
                : log.append(workspace, drafts.stream().map(TestEvents::event).toList());
        log.project(workspace, events);
        for (Table table : Table.values()) {
            // when
            ListQuery query = ListQuery.of(table)
                    .deleted(deleted)
                    .sort(Sort.CREATED_AT, direction)
                    .limit(limit);
            for (Map.Entry<Filter, String> filter : wanted.filters.entrySet()) {
                query = query.where(filter.getKey(), filter.getValue());
            }
            // then
            assertThat(pages(workspace, query, point))
                    .isEqualTo(expected(events, table, wanted, deleted, direction, point));
        }
    }

    /** Each of them is made after the point, as its row says, and yet was there. */
    @Example
    void whatWasThereBeforeItWasMade_isShown() {
        String workspace = TestEvents.unique("ws");
        List<Event> events = new ArrayList<>();
        for (EventDraft draft : List.of(
                at(5, "note.created", "s1"),
                at(20, "note.created", "s1"),
                at(20, "note.created", "s2"),
                at(5, "note.updated", "s2"),
                at(5, "note.updated", "s3"),
                at(3_000_000_000L, "note.created", "s4"),
                at(20, "note.created", "s5"))) {
            events.add(log.happened(workspace, draft));
        }

        assertThat(pages(workspace, ListQuery.of(Table.NOTES), AsOf.time(RandomFacts.START.plusSeconds(10))))
                .extracting(Row::id)
                .containsExactly("s3", "s2", "s1");
        assertThat(pages(workspace, ListQuery.of(Table.NOTES), AsOf.position(6)))
                .extracting(Row::id)
                .containsExactly("s4", "s3", "s2", "s1");
    }

    private static EventDraft at(long second, String type, String subjectId) {
        return EventDraft.of(type).subject(subjectId).timestamp(RandomFacts.START.plusSeconds(second));
    }

    @Example
    void subjectsWithVeryManyEvents_areShownAsTheyWere_too() {
        // given: two notes of 2,500 events, the last of which are no facts, and one of them with snapshots
        String workspace = TestEvents.unique("ws");
        List<EventDraft> drafts = new ArrayList<>();
        for (String id : List.of("s1", "s2")) {
            drafts.add(EventDraft.of("note.created").subject(id).timestamp(RandomFacts.START));
            for (int i = 1; i < 2_500; i++) {
                drafts.add(EventDraft.of(i < 2_490 && i % 3 > 0 ? "note.title_changed" : "note.seen")
                        .subject(id)
                        .data(Json.newObject().put("title", "Title " + i))
                        .timestamp(RandomFacts.START.plusSeconds(i % 1_000)));
            }
        }
        List<Event> events = new ArrayList<>();
        for (int from = 0; from < drafts.size(); from += 1_000) {
            events.addAll(log.append(
                    workspace,
                    drafts.subList(from, from + 1_000).stream()
                            .map(TestEvents::event)
                            .toList()));
        }
        log.project(workspace, events);
        snapshots.write(workspace, "s1");

        for (AsOf point : List.of(
                AsOf.position(1),
                AsOf.position(2_499),
                AsOf.position(4_998),
                AsOf.latest(),
                AsOf.time(RandomFacts.START),
                AsOf.time(RandomFacts.START.plusSeconds(499)))) {
            assertThat(pages(workspace, ListQuery.of(Table.NOTES), point))
                    .isEqualTo(expected(events, Table.NOTES, Wanted.ALL, Marked.WITHOUT, Direction.BACKWARD, point));
        }
    }

    @Example
    void whatCannotBeAskedOfThePast_isRefusedAndNamed() {
        ListQuery notes = ListQuery.of(Table.NOTES);
        AsOf point = AsOf.position(1);

        assertThatThrownBy(() -> past.list("ws", notes.search("roses"), point))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("cannot search in the past; leave out q or asOf");
        assertThatThrownBy(() -> past.list("ws", notes.sort(Sort.TITLE, Direction.FORWARD), point))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("must be created_at in the past");
        assertThatThrownBy(() -> past.list("ws", notes, AsOf.version(1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("must be a time or a position: a list has no version");
    }

    private static List<Row> pages(String workspace, ListQuery query, AsOf point) {
        List<Row> rows = new ArrayList<>();
        RowPage page = past.list(workspace, query, point);
        rows.addAll(page.rows());
        while (page.next() != null) {
            page = past.list(workspace, query.after(page.next()), point);
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(query.limit());
            rows.addAll(page.rows());
        }
        return rows;
    }

    /** A subject in two states: now, for its place in the order, and then. */
    private static final class Seen {
        private final String type;
        private String createdAt;
        private ObjectNode now = Json.newObject();
        private ObjectNode then = Json.newObject();
        private long version;
        private long position;

        Seen(Event first) {
            type = first.subjectType();
            createdAt = Timestamps.format(first.recordedAt());
        }
    }

    private static List<Row> expected(
            List<Event> events, Table table, Wanted wanted, Marked deleted, Direction direction, AsOf point) {
        Map<String, Seen> subjects = new LinkedHashMap<>();
        for (Event event : events) {
            Seen seen = subjects.computeIfAbsent(event.subjectId(), id -> new Seen(event));
            if (Reducers.changesState(event.type())) {
                seen.now = Reducers.forType(event.type()).apply(seen.now, event);
                seen.createdAt = seen.now.path("createdAt").asString(seen.createdAt);
                if (counts(event, point)) {
                    seen.then = Reducers.forType(event.type()).apply(seen.then, event);
                    seen.version = event.version();
                    seen.position = event.position();
                }
            }
        }
        Comparator<Map.Entry<String, Seen>> order = Comparator.<Map.Entry<String, Seen>, String>comparing(
                        each -> each.getValue().createdAt)
                .thenComparing(Map.Entry::getKey);
        return subjects.entrySet().stream()
                .filter(each -> Table.ofType(each.getValue().type) == table && each.getValue().version > 0)
                .filter(each -> fits(each.getValue().then, wanted, deleted))
                .sorted(direction == Direction.FORWARD ? order : order.reversed())
                .map(each -> new Row(
                        each.getKey(),
                        each.getValue().type,
                        each.getValue().version,
                        each.getValue().position,
                        JsonObject.of(each.getValue().then)))
                .toList();
    }

    private static boolean fits(ObjectNode state, Wanted wanted, Marked deleted) {
        boolean isDeleted = state.hasNonNull("deletedAt");
        return !state.hasNonNull("archivedAt")
                && (deleted == Marked.ALSO || isDeleted == (deleted == Marked.ONLY))
                && wanted.meaning.test(state);
    }

    private static boolean counts(Event event, AsOf point) {
        return switch (point) {
            case AsOf.Latest() -> true;
            case AsOf.Time(var time) -> !event.timestamp().isAfter(time);
            case AsOf.Position(long position) -> event.position() <= position;
            case AsOf.Version(long version) -> event.version() <= version;
        };
    }

    @Provide
    Arbitrary<List<EventDraft>> drafts() {
        return RandomFacts.drafts();
    }

    @Provide
    Arbitrary<AsOf> points() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 31).map(second -> AsOf.time(RandomFacts.START.plusSeconds(second))),
                Arbitraries.integers().between(0, 60).map(AsOf::position));
    }
}
