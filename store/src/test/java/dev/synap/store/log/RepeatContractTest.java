package dev.synap.store.log;

import static dev.synap.store.log.TestEvents.draft;
import static dev.synap.store.log.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Drafts;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.event.RequestContext;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.DuplicateId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sending twice: the same append is stored once, and an event id stands for one event only. */
class RepeatContractTest extends EventLogContract {

    @Test
    void appendSentAgain_givesTheFirstResult() {
        // given
        AppendRequest request =
                TestEvents.request(workspace, draft("n1", "note.created").id("a"));
        Appended first = log.append(request).orThrow();
        append(draft("n1", "note.updated").id("b"));

        // when
        clock.move(Duration.ofMinutes(5));
        AppendResult again = log.append(request);

        // then
        assertThat(again).isEqualTo(new Appended(first.events(), true));
        assertHolds("a", "b");
    }

    @Test
    void appendOfSeveralEventsSentAgain_givesTheFirstResult() {
        // given
        AppendRequest request = TestEvents.request(
                workspace,
                draft("n1", "note.created").id("a"),
                draft("n2", "note.created").id("b"),
                draft("n1", "note.updated").id("c"));
        Appended first = log.append(request).orThrow();

        // when
        AppendResult again = log.append(request);

        // then
        assertThat(again).isEqualTo(new Appended(first.events(), true));
        assertHolds("a", "b", "c");
    }

    @Test
    void appendSentAgainWithTheVersionExpectedThen_givesTheFirstResult() {
        // given
        NewEvent created = event(draft("n1", "note.created").id("a"));
        AppendResult first = appendExpecting("n1", 0, created);
        append(draft("n1", "note.updated").id("b"));

        // when
        AppendResult again = appendExpecting("n1", 0, created);

        // then
        assertThat(again).isEqualTo(new Appended(first.orThrow().events(), true));
        assertHolds("a", "b");
    }

    @Test
    void appendSentAgainFromAnotherPlace_givesTheFirstResult() {
        // given
        Drafts drafts = new Drafts(Ids.random());
        EventDraft draft = draft("n1", "note.created").id("a").metadata(metadata -> metadata.put("reason", "why"));
        RequestContext home = new RequestContext("alice", true, "10.0.0.1", "Firefox");
        RequestContext train = new RequestContext("alice", true, "192.168.7.7", "Firefox Mobile");
        Appended first = append(drafts.complete(workspace, List.of(draft), home));

        // when
        Appended again = append(drafts.complete(workspace, List.of(draft), train));

        // then
        assertThat(again).isEqualTo(new Appended(first.events(), true));
        assertThat(stored().getFirst().metadata().toNode().get("ipAddress").stringValue())
                .isEqualTo("10.0.0.1");
    }

    @Test
    void appendSentAgainAfterReopening_givesTheFirstResult() {
        AppendRequest request = TestEvents.request(
                workspace,
                draft("n1", "note.created").id("a"),
                draft("n1", "x.y").id("b"));
        Appended first = log.append(request).orThrow();
        reopen();
        assertThat(log.append(request)).isEqualTo(new Appended(first.events(), true));
        assertHolds("a", "b");
    }

    @Test
    void appendSentManyTimesAtOnce_isStoredOnce() throws Exception {
        // given
        AppendRequest request = TestEvents.request(
                workspace,
                draft("n1", "note.created").id("a"),
                draft("n2", "x.y").id("b"));
        List<Callable<Appended>> sendings = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sendings.add(() -> log.append(request).orThrow());
        }

        // when
        List<Appended> results = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Appended> each : clients.invokeAll(sendings)) {
                results.add(each.get());
            }
        }

        // then
        assertThat(results)
                .extracting(Appended::events)
                .containsOnly(results.getFirst().events());
        assertThat(results).filteredOn(result -> !result.repeated()).hasSize(1);
        assertHolds("a", "b");
    }

    @Test
    void idOfAnEventWithOtherContent_isRefusedWhicheverFieldDiffers() {
        // given
        Instant then = Instant.parse("2020-02-02T02:02:02Z");
        EventDraft original = draft("n1", "note.created")
                .id("a")
                .subjectType("note")
                .data(d -> d.put("x", 1))
                .metadata(m -> m.put("reason", "r"))
                .user("alice")
                .source("s")
                .correlation("c")
                .causation("k")
                .timestamp(then);
        append(original);
        List<UnaryOperator<EventDraft>> changes = List.of(
                draft -> draft.subject("n2"),
                draft -> draft.subjectType("memo"),
                draft -> draft.data(d -> d.put("x", 2)),
                draft -> draft.metadata(m -> m.put("reason", "another")),
                draft -> draft.user("bob"),
                draft -> draft.source("t"),
                draft -> draft.correlation("d"),
                draft -> draft.causation("l"),
                draft -> draft.timestamp(then.plusSeconds(1)));

        // when, then
        for (UnaryOperator<EventDraft> change : changes) {
            assertThat(log.append(TestEvents.request(workspace, change.apply(original))))
                    .isEqualTo(new DuplicateId("a", 1));
        }
        EventDraft otherType = draft("n1", "note.updated").id("a");
        assertThat(log.append(TestEvents.request(workspace, otherType))).isEqualTo(new DuplicateId("a", 1));
        assertHolds("a");
    }

    @Test
    void duplicateId_winsOverAVersionConflict() {
        append(draft("n1", "note.created").id("a"));
        assertThat(appendExpecting("n1", 9, event(draft("n1", "note.updated").id("a"))))
                .isEqualTo(new DuplicateId("a", 1));
    }

    @Test
    void appendThatIsOnlyPartlyARepeat_isRefusedWhole() {
        // given
        EventDraft a = draft("n1", "note.created").id("a");
        append(a);
        append(draft("n1", "note.updated").id("b"));

        // when, then
        assertThat(log.append(TestEvents.request(
                        workspace, a, draft("n1", "note.updated").id("c"))))
                .isEqualTo(new DuplicateId("a", 1));
        assertThat(log.append(TestEvents.request(
                        workspace, draft("n1", "note.updated").id("c"), a)))
                .isEqualTo(new DuplicateId("a", 1));
        assertThat(log.get(workspace, "c")).isEmpty();
        assertHolds("a", "b");
    }

    @Test
    void appendThatUsesAnIdTwice_isRefusedWhole() {
        assertThatThrownBy(() -> append(
                        draft("n1", "note.created").id("a"),
                        draft("n1", "note.updated").id("a")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("repeats a; an event id is used once");
        assertHolds();
    }

    @Test
    void repeat_comparesJsonAsItWasSent() {
        EventDraft draft = draft("n1", "note.created")
                .id("a")
                .data(JsonObject.parse("{\"n\":1.0,\"m\":1e2,\"ü\":\"\\u00fc\"}")
                        .toNode());
        Appended first = append(draft);
        assertThat(append(draft)).isEqualTo(new Appended(first.events(), true));
        EventDraft otherNumber =
                draft.data(JsonObject.parse("{\"n\":1,\"m\":1e2,\"ü\":\"ü\"}").toNode());
        assertThat(log.append(TestEvents.request(workspace, otherNumber))).isEqualTo(new DuplicateId("a", 1));
    }
}
