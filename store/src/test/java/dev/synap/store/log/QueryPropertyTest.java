package dev.synap.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever is asked of whatever events: the pages add up to what a plain filter of the whole log finds. */
class QueryPropertyTest {

    private static final Instant START = Instant.parse("2024-12-01T10:00:00Z");

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void pages_addUpToTheFilteredLog_whileEventsArrive(
            @ForAll("drafts") @Size(min = 1, max = 40) List<EventDraft> early,
            @ForAll("drafts") @Size(min = 1, max = 10) List<EventDraft> late,
            @ForAll("queries") EventQuery query,
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll Direction direction) {
        try (EventLog log = PostgresStorage.BUNDLED.open(Clock.systemUTC())) {
            // given
            String workspace = TestEvents.unique("ws");
            append(log, workspace, early);
            List<Event> before = all(log, workspace);

            // when: the other events arrive between the first page and the second
            List<Event> found = new ArrayList<>();
            Page page = log.query(workspace, query, new PageRequest(null, limit, direction));
            boolean firstWasLast = page.next() == null;
            append(log, workspace, late);
            while (true) {
                found.addAll(page.events());
                assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
                if (page.next() == null) {
                    break;
                }
                page = log.query(workspace, query, new PageRequest(page.next(), limit, direction));
            }

            // then
            List<Event> visible = direction == Direction.BACKWARD || firstWasLast ? before : all(log, workspace);
            List<Event> expected =
                    visible.stream().filter(event -> matches(query, event)).toList();
            assertThat(found).isEqualTo(direction == Direction.FORWARD ? expected : expected.reversed());
        }
    }

    private static void append(EventLog log, String workspace, List<EventDraft> drafts) {
        log.append(AppendRequest.of(
                        workspace, drafts.stream().map(TestEvents::event).toList()))
                .orThrow();
    }

    private static List<Event> all(EventLog log, String workspace) {
        try (Stream<Event> events = log.stream(workspace, 0)) {
            return events.toList();
        }
    }

    private static boolean matches(EventQuery query, Event event) {
        boolean type = query.type() == null
                || (query.type().endsWith(".*")
                        ? event.type()
                                .startsWith(
                                        query.type().substring(0, query.type().length() - 1))
                        : event.type().equals(query.type()));
        return type
                && same(query.subjectId(), event.subjectId())
                && same(query.subjectType(), event.subjectType())
                && same(query.userId(), event.userId())
                && same(query.source(), event.source())
                && same(query.correlationId(), event.correlationId())
                && (query.from() == null || !event.timestamp().isBefore(query.from()))
                && (query.to() == null || !event.timestamp().isAfter(query.to()));
    }

    private static boolean same(@Nullable String asked, @Nullable String found) {
        return asked == null || Objects.equals(asked, found);
    }

    @Provide
    Arbitrary<List<EventDraft>> drafts() {
        Arbitrary<EventDraft> draft = Combinators.combine(
                        Arbitraries.of("note.created", "note.updated", "note.a.b", "notes.created", "task.created"),
                        Arbitraries.of("n1", "n2", "n3"),
                        Arbitraries.of("note", "task").injectNull(0.5),
                        Arbitraries.of("alice", "bob"),
                        Arbitraries.of("web", "api"),
                        Arbitraries.of("c1", "c2").injectNull(0.5),
                        Arbitraries.integers().between(0, 5))
                .as((type, subject, subjectType, user, source, correlation, second) -> new EventDraft(
                        null,
                        type,
                        subject,
                        subjectType,
                        null,
                        null,
                        user,
                        source,
                        correlation,
                        null,
                        START.plusSeconds(second)));
        return draft.list();
    }

    @Provide
    Arbitrary<EventQuery> queries() {
        Arbitrary<Instant> times =
                Arbitraries.integers().between(0, 5).map(START::plusSeconds).injectNull(0.7);
        return Combinators.combine(
                        Arbitraries.of("note.created", "note.*", "note.a.*", "task.*", "x.y")
                                .injectNull(0.5),
                        Arbitraries.of("n1", "n2", "n9").injectNull(0.7),
                        Arbitraries.of("note", "task").injectNull(0.7),
                        Arbitraries.of("alice", "bob").injectNull(0.7),
                        Arbitraries.of("web", "api").injectNull(0.7),
                        Arbitraries.of("c1", "c2").injectNull(0.7),
                        times,
                        times)
                .filter((type, subject, subjectType, user, source, correlation, from, to) ->
                        from == null || to == null || !from.isAfter(to))
                .as(EventQuery::new);
    }
}
