package dev.synap.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.log.Direction;
import dev.synap.store.log.TestEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rows that stay as they are show once each and in order, whatever happens to the others between pages. */
class PagingPropertyTest {

    private static final Instant START = Instant.parse("2024-12-01T10:00:00Z");

    private static ProjectedLog log;
    private static Lists lists;

    @BeforeContainer
    static void connect() {
        log = new ProjectedLog();
        lists = new Lists(log.database.dataSource());
    }

    @AfterContainer
    static void disconnect() {
        log.close();
    }

    /** @param title in lower case; the list disregards case */
    record Task(String id, @Nullable String title, @Nullable Integer dueDay, int createdSecond) {
        Comparable<?> key(Sort sort) {
            return switch (sort) {
                case TITLE -> title == null ? "" : title;
                case DUE_DATE -> dueDay == null ? Integer.MAX_VALUE : dueDay;
                case CREATED_AT, UPDATED_AT -> createdSecond;
            };
        }
    }

    /** A change of the task with this number before a page is read. */
    record Change(int page, int task, String verb) {}

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void untouchedRows_showOnceAndInOrder_whileOthersChange(
            @ForAll("tasks") @Size(min = 1, max = 30) List<Task> drawn,
            @ForAll("changes") @Size(max = 15) List<Change> changes,
            @ForAll Sort sort,
            @ForAll Direction direction,
            @ForAll @IntRange(min = 1, max = 7) int limit) {
        // given
        String workspace = TestEvents.unique("ws");
        List<Task> tasks = new ArrayList<>();
        List<NewEvent> created = new ArrayList<>();
        for (Task each : drawn) {
            Task task = new Task("t" + tasks.size(), each.title(), each.dueDay(), each.createdSecond());
            tasks.add(task);
            created.add(TestEvents.event(EventDraft.of("task.created")
                    .subject(task.id())
                    .data(data(task))
                    .timestamp(START.plusSeconds(task.createdSecond()))));
        }
        log.project(workspace, log.append(workspace, created));

        // when
        Set<String> touched = new HashSet<>();
        List<String> seen = new ArrayList<>();
        ListQuery query = ListQuery.of(Table.TASKS).sort(sort, direction).limit(limit);
        RowPage page = lists.list(workspace, query);
        for (int number = 0; ; number++) {
            page.rows().forEach(row -> seen.add(row.id()));
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
            if (page.next() == null) {
                break;
            }
            assertThat(number).as("pages so far").isLessThan(100);
            change(workspace, changes, number, tasks, touched);
            page = lists.list(workspace, query.after(page.next()));
        }

        // then
        List<String> expected = tasks.stream()
                .filter(task -> !touched.contains(task.id()))
                .sorted(order(sort, direction))
                .map(Task::id)
                .toList();
        assertThat(seen.stream().filter(id -> !touched.contains(id) && !id.startsWith("new")))
                .containsExactlyElementsOf(expected);
    }

    private static void change(
            String workspace, List<Change> changes, int page, List<Task> tasks, Set<String> touched) {
        for (Change change : changes) {
            if (change.page() == page) {
                Task task = tasks.get(change.task() % tasks.size());
                String id = change.verb().equals("created") ? "new" + change.task() : task.id();
                touched.add(id);
                Event event = log.happened(
                        workspace,
                        EventDraft.of("task." + change.verb())
                                .subject(id)
                                .data(data(new Task(id, "m", change.task() % 5, 0))));
                assertThat(event.subjectId()).isEqualTo(id);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Task> order(Sort sort, Direction direction) {
        Comparator<Task> order = Comparator.<Task, Comparable<Object>>comparing(
                        task -> (Comparable<Object>) task.key(sort))
                .thenComparing(Task::id);
        return direction == Direction.FORWARD ? order : order.reversed();
    }

    private static ObjectNode data(Task task) {
        ObjectNode data = Json.newObject();
        if (task.title() != null) {
            data.put("title", task.title().equals("b") ? "B" : task.title());
        }
        if (task.dueDay() != null) {
            data.put("dueDate", "2024-12-%02d".formatted(task.dueDay() + 1));
        }
        return data;
    }

    @Provide
    Arbitrary<List<Task>> tasks() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "cc").injectNull(0.3),
                        Arbitraries.integers().between(0, 4).injectNull(0.3),
                        Arbitraries.integers().between(0, 6))
                .as((title, day, second) -> new Task("", title, day, second))
                .list();
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 29),
                        Arbitraries.of("created", "updated", "deleted", "archived", "completed"))
                .as(Change::new)
                .list();
    }
}
