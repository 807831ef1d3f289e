package dev.synap.store.log;

import static dev.synap.store.log.TestEvents.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.HashChain;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.core.log.Verification;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reading: by id, a subject's history, queries, the whole log. */
class ReadContractTest extends EventLogContract {

    private static final Instant MORNING = Instant.parse("2024-12-01T08:00:00Z");

    @Test
    void emptyLog_readsAsEmpty() {
        assertThat(log.get(workspace, "a")).isEmpty();
        assertThat(log.position(workspace)).isZero();
        assertThat(stored()).isEmpty();
        assertThat(log.query(workspace, EventQuery.all(), PageRequest.first(1))).isEqualTo(new Page(List.of(), null));
        assertThat(log.verify(workspace)).isEqualTo(new Verification.Intact(0, HashChain.GENESIS));
        append(draft("n1", "note.created").id("a"));
        assertHolds("a");
    }

    @Test
    void get_findsAnEventByItsIdInItsWorkspaceOnly() {
        append(draft("n1", "note.created").id("a"), draft("n1", "note.updated").id("b"));
        assertThat(log.get(workspace, "b")).contains(stored().get(1));
        assertThat(log.get(workspace, "c")).isEmpty();
        assertThat(log.get(TestEvents.unique("other"), "a")).isEmpty();
    }

    @Test
    void history_isTheSubjectsEventsByVersion() {
        append(draft("n1", "note.created").id("a"), draft("n2", "note.created").id("x"));
        append(draft("n1", "note.updated").id("b"), draft("n1", "note.deleted").id("c"));
        assertThat(ids(log.history(workspace, "n1", AsOf.latest(), PageRequest.first(10))))
                .containsExactly("a", "b", "c");
        assertThat(ids(log.history(workspace, "n1", AsOf.latest(), PageRequest.last(10))))
                .containsExactly("c", "b", "a");
        assertThat(ids(log.history(workspace, "n3", AsOf.latest(), PageRequest.last(10))))
                .isEmpty();
    }

    @Test
    void historyAsOf_endsAtTheVersionOrPosition() {
        append(
                draft("n1", "note.created").id("a"),
                draft("n2", "note.created").id("x"),
                draft("n1", "x.y").id("b"));
        assertThat(historyIds(AsOf.version(1))).containsExactly("a");
        assertThat(historyIds(AsOf.version(0))).isEmpty();
        assertThat(historyIds(AsOf.version(9))).containsExactly("a", "b");
        assertThat(historyIds(AsOf.position(2))).containsExactly("a");
        assertThat(historyIds(AsOf.position(3))).containsExactly("a", "b");
        assertThat(historyIds(AsOf.position(0))).isEmpty();
    }

    @Test
    void historyAsOfATime_hasWhatHappenedByThenInTheOrderOfTheLog() {
        append(
                draft("n1", "x.created").id("a").timestamp(MORNING),
                draft("n1", "x.y").id("late").timestamp(MORNING.plusSeconds(60)),
                draft("n1", "x.y").id("early").timestamp(MORNING.minusSeconds(60)));
        assertThat(historyIds(AsOf.time(MORNING.minusSeconds(61)))).isEmpty();
        assertThat(historyIds(AsOf.time(MORNING.minusSeconds(60)))).containsExactly("early");
        assertThat(historyIds(AsOf.time(MORNING))).containsExactly("a", "early");
        assertThat(historyIds(AsOf.time(MORNING.plusSeconds(60).minusNanos(1_000))))
                .containsExactly("a", "early");
        assertThat(historyIds(AsOf.time(MORNING.plusSeconds(60)))).containsExactly("a", "late", "early");
    }

    @Test
    void historyPages_areKeyedByVersionInBothDirections() {
        // given
        append(draft("n0", "note.created"));
        append(TestEvents.updates("n1", 5));

        // when
        Page first = log.history(workspace, "n1", AsOf.latest(), PageRequest.first(2));
        Page second =
                log.history(workspace, "n1", AsOf.latest(), PageRequest.first(2).after(first.next()));
        Page third =
                log.history(workspace, "n1", AsOf.latest(), PageRequest.first(2).after(second.next()));
        Page newest = log.history(workspace, "n1", AsOf.latest(), PageRequest.last(3));
        Page oldest =
                log.history(workspace, "n1", AsOf.latest(), PageRequest.last(3).after(newest.next()));

        // then
        assertThat(versions(first)).containsExactly(1L, 2L);
        assertThat(first.next()).isEqualTo(2L);
        assertThat(versions(second)).containsExactly(3L, 4L);
        assertThat(versions(third)).containsExactly(5L);
        assertThat(third.next()).isNull();
        assertThat(versions(newest)).containsExactly(5L, 4L, 3L);
        assertThat(versions(oldest)).containsExactly(2L, 1L);
        assertThat(oldest.next()).isNull();
    }

    @Test
    void pageThatEndsExactlyAtTheEnd_isTheLastOne() {
        append(TestEvents.updates("n1", 4));
        assertThat(log.query(workspace, EventQuery.all(), PageRequest.first(4)).next())
                .isNull();
        assertThat(log.query(workspace, EventQuery.all(), PageRequest.first(3)).next())
                .isEqualTo(3L);
        assertThat(log.query(workspace, EventQuery.all(), PageRequest.last(4)).next())
                .isNull();
        assertThat(log.query(workspace, EventQuery.all(), PageRequest.last(3)).next())
                .isEqualTo(2L);
    }

    @Test
    void query_findsByEachField() {
        // given
        append(draft("n1", "note.created")
                .id("a")
                .user("bob")
                .source("web")
                .correlation("c1")
                .timestamp(MORNING));
        append(draft("n2", "note.created")
                .id("b")
                .user("eve")
                .source("api")
                .correlation("c2")
                .timestamp(MORNING.plusSeconds(1)));
        append(draft("n2", "note.updated")
                .id("c")
                .user("bob")
                .source("api")
                .correlation("c2")
                .timestamp(MORNING.plusSeconds(2)));
        append(draft("t1", "task.created").id("d").user("bob").source("web").timestamp(MORNING.plusSeconds(3)));

        // when, then
        assertThat(query(EventQuery.all())).containsExactly("a", "b", "c", "d");
        assertThat(query(EventQuery.all().type("note.created"))).containsExactly("a", "b");
        assertThat(query(EventQuery.all().type("note.*"))).containsExactly("a", "b", "c");
        assertThat(query(EventQuery.all().subject("n2"))).containsExactly("b", "c");
        assertThat(query(EventQuery.all().subjectType("task"))).containsExactly("d");
        assertThat(query(EventQuery.all().user("bob"))).containsExactly("a", "c", "d");
        assertThat(query(EventQuery.all().source("api"))).containsExactly("b", "c");
        assertThat(query(EventQuery.all().correlation("c2"))).containsExactly("b", "c");
        assertThat(query(EventQuery.all().between(MORNING.plusSeconds(1), MORNING.plusSeconds(2))))
                .containsExactly("b", "c");
        assertThat(query(EventQuery.all().between(null, MORNING))).containsExactly("a");
        assertThat(query(EventQuery.all().between(MORNING.plusSeconds(3), null)))
                .containsExactly("d");
        assertThat(query(EventQuery.all().type("note.*").user("bob").source("api")))
                .containsExactly("c");
        assertThat(query(EventQuery.all().subject("n1").user("eve"))).isEmpty();
    }

    @Test
    void typePrefix_endsAtTheDot() {
        append(
                draft("n1", "note.created").id("a"),
                draft("n1", "note.a.b").id("b"),
                draft("n1", "notebook.created"),
                draft("n1", "note-x.created"),
                draft("n1", "note:x"),
                draft("n1", "note"),
                draft("n1", "note0.x"),
                draft("n1", "NOTE.created"));
        assertThat(query(EventQuery.all().type("note.*"))).containsExactly("a", "b");
        assertThat(query(EventQuery.all().type("note.a.*"))).containsExactly("b");
    }

    @Test
    void pagesKeepTheirPlace_whileEventsArrive() {
        // given
        append(TestEvents.updates("n1", 4));
        Page first = log.query(workspace, EventQuery.all(), PageRequest.first(2));
        Page newest = log.query(workspace, EventQuery.all(), PageRequest.last(2));

        // when
        append(TestEvents.updates("n1", 2));

        // then
        assertThat(positions(log.query(
                        workspace, EventQuery.all(), PageRequest.first(9).after(first.next()))))
                .containsExactly(3L, 4L, 5L, 6L);
        assertThat(positions(log.query(
                        workspace, EventQuery.all(), PageRequest.last(9).after(newest.next()))))
                .containsExactly(2L, 1L);
    }

    @Test
    void pageAfterZero_isTheFirstForwardAndEmptyBackward() {
        append(TestEvents.updates("n1", 2));
        assertThat(positions(log.query(workspace, EventQuery.all(), new PageRequest(0L, 9, Direction.FORWARD))))
                .containsExactly(1L, 2L);
        assertThat(positions(log.query(workspace, EventQuery.all(), new PageRequest(0L, 9, Direction.BACKWARD))))
                .isEmpty();
    }

    @Test
    void stream_hasAllEventsBehindThePositionInOrder() {
        append(TestEvents.updates("n1", 900));
        append(TestEvents.updates("n2", 900));
        append(TestEvents.updates("n1", 700));
        try (Stream<Event> events = log.stream(workspace, 0)) {
            assertThat(events.map(Event::position))
                    .containsExactlyElementsOf(
                            Stream.iterate(1L, n -> n + 1).limit(2_500).toList());
        }
        try (Stream<Event> events = log.stream(workspace, 2_499)) {
            assertThat(events.map(Event::position)).containsExactly(2_500L);
        }
        try (Stream<Event> events = log.stream(workspace, 2_500)) {
            assertThat(events).isEmpty();
        }
    }

    @Test
    void stream_endsWhereTheLogEndedWhenItWasOpened() {
        append(TestEvents.updates("n1", 3));
        try (Stream<Event> events = log.stream(workspace, 0)) {
            Iterator<Event> each = events.iterator();
            each.next();
            append(TestEvents.updates("n1", 3));
            assertThat(each).toIterable().extracting(Event::position).containsExactly(2L, 3L);
        }
    }

    @Test
    void streamsLeftHalfRead_giveBackWhatTheyHold() {
        append(TestEvents.updates("n1", 10));
        for (int i = 0; i < 50; i++) {
            try (Stream<Event> events = log.stream(workspace, 0)) {
                assertThat(events.limit(2).count()).isEqualTo(2);
            }
        }
        assertThat(log.position(workspace)).isEqualTo(10);
    }

    @Test
    void verify_ofAnUntouchedLog_givesItsLengthAndLastHash() {
        append(TestEvents.updates("n1", 20));
        append(TestEvents.updates("n2", 3));
        assertThat(log.verify(workspace))
                .isEqualTo(new Verification.Intact(23, stored().getLast().hash()));
    }

    private List<String> query(EventQuery query) {
        List<String> forward = ids(log.query(workspace, query, PageRequest.first(100)));
        assertThat(ids(log.query(workspace, query, PageRequest.last(100)))).isEqualTo(forward.reversed());
        return forward;
    }

    private List<String> historyIds(AsOf asOf) {
        return ids(log.history(workspace, "n1", asOf, PageRequest.first(100)));
    }

    private static List<String> ids(Page page) {
        return page.events().stream().map(Event::id).toList();
    }

    private static List<Long> versions(Page page) {
        return page.events().stream().map(Event::version).toList();
    }

    private static List<Long> positions(Page page) {
        return page.events().stream().map(Event::position).toList();
    }
}
