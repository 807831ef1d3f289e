package dev.synap.store.log;

import static dev.synap.store.log.TestEvents.draft;
import static dev.synap.store.log.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.error.AppendRefusedException;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.Receipt;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.core.log.HashChain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Appending: what is stored, in which order, and what is refused. */
class AppendContractTest extends EventLogContract {

    @Test
    void appendOfOneEvent_isStoredWithAllThatWasSent() {
        // given
        EventDraft draft = draft("note_1", "note.created")
                .subjectType("memo")
                .data(data -> data.put("title", "Hello"))
                .metadata(metadata -> metadata.putObject("ai").put("model", "m1"))
                .user("bob")
                .source("web-app")
                .correlation("corr_1")
                .causation("cause_1");
        NewEvent sent = event(draft);

        // when
        Appended appended = append(List.of(sent));

        // then
        assertThat(appended).isEqualTo(new Appended(List.of(new Receipt(sent.id(), "note_1", 1, 1)), false));
        Event unsealed = new Event(
                workspace,
                1,
                sent.id(),
                "note.created",
                "note_1",
                "memo",
                1,
                sent.data(),
                sent.metadata(),
                "bob",
                "web-app",
                "corr_1",
                "cause_1",
                clock.instant(),
                clock.instant(),
                "");
        assertThat(log.get(workspace, sent.id()))
                .contains(unsealed.sealed(HashChain.hash(HashChain.GENESIS, unsealed)));
    }

    @Test
    void appendOfSeveralEvents_numbersPositionsAndEachSubjectsVersions() {
        // given
        append(draft("note_1", "note.created"));

        // when
        Appended appended = append(
                draft("note_2", "note.created").id("a"),
                draft("note_1", "note.updated").id("b"),
                draft("note_2", "note.updated").id("c"));

        // then
        assertThat(appended.events())
                .containsExactly(
                        new Receipt("a", "note_2", 2, 1),
                        new Receipt("b", "note_1", 3, 2),
                        new Receipt("c", "note_2", 4, 2));
        assertThat(stored()).extracting(Event::version).containsExactly(1L, 1L, 2L, 2L);
        assertThat(stored()).extracting(Event::position).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void appendWithTheExpectedVersion_isAccepted() {
        // given
        append(TestEvents.updates("note_1", 3));

        // when
        AppendResult result = appendExpecting("note_1", 3, event("note_1", "note.updated"));

        // then
        assertThat(result.orThrow().first().version()).isEqualTo(4);
    }

    @Test
    void appendAfterReopeningWithTheExpectedVersion_goesOnWhereTheSubjectStands() {
        // given
        append(draft("note_1", "note.created").subjectType("memo"), draft("note_2", "note.created"));
        append(TestEvents.updates("note_1", 3));
        reopen();

        // when
        AppendResult said = appendExpecting(
                "note_1", 4, event(draft("note_1", "note.updated").subjectType("memo")));
        AppendResult unsaid = appendExpecting("note_1", 5, event("note_1", "note.updated"));

        // then
        assertThat(said.orThrow().first().version()).isEqualTo(5);
        assertThat(unsaid.orThrow().first().version()).isEqualTo(6);
        assertThat(stored())
                .filteredOn(event -> event.subjectId().equals("note_1"))
                .extracting(Event::subjectType)
                .endsWith("memo", "memo");
    }

    @Test
    void appendAfterReopeningWithAnotherVersion_isRefusedAndNamesTheCurrentVersion() {
        // given
        append(TestEvents.updates("note_1", 3));
        EventDraft draft = draft("note_1", "note.updated").subjectType("note");

        for (long expected : new long[] {2, 4, 17}) {
            reopen();

            // when
            AppendResult result = appendExpecting("note_1", expected, event(draft));

            // then
            assertThat(result).isEqualTo(new VersionConflict("note_1", expected, 3));
        }
        assertThat(log.position(workspace)).isEqualTo(3);
    }

    @Test
    void appendToASubjectThatDoesNotExist_isRefusedWhereAVersionIsExpected() {
        // given
        EventDraft draft = draft("note_1", "note.updated").subjectType("note");

        // when
        AppendResult result = appendExpecting("note_1", 5, event(draft));

        // then
        assertThat(result).isEqualTo(new VersionConflict("note_1", 5, 0));
        assertThat(appendExpecting("note_1", 0, event(draft)).orThrow().first().version())
                .isEqualTo(1);
    }

    @Test
    void appendWithStaleVersion_isRefusedAndNamesTheCurrentVersion() {
        // given
        append(
                draft("note_1", "note.created").id("a"),
                draft("note_1", "note.updated").id("b"));

        // when
        AppendResult result = appendExpecting("note_1", 1, event("note_1", "note.updated"));

        // then
        assertThat(result).isEqualTo(new VersionConflict("note_1", 1, 2));
        assertThatThrownBy(result::orThrow)
                .isInstanceOf(AppendRefusedException.class)
                .hasMessage("[note_1] version 1 expected, 2 found");
        assertHolds("a", "b");
    }

    @Test
    void appendWithAVersionThatIsStillToCome_isRefused() {
        assertThat(appendExpecting("note_1", 7, event("note_1", "note.updated")))
                .isEqualTo(new VersionConflict("note_1", 7, 0));
        assertHolds();
    }

    @Test
    void appendThatExpectsNoEvents_isAcceptedOnceOnly() {
        assertThat(appendExpecting(
                        "note_1", 0, event(draft("note_1", "note.created").id("a"))))
                .isInstanceOf(Appended.class);
        assertThat(appendExpecting("note_1", 0, event("note_1", "note.created")))
                .isEqualTo(new VersionConflict("note_1", 0, 1));
        reopen();
        assertThat(appendExpecting("note_1", 0, event("note_1", "note.created")))
                .isEqualTo(new VersionConflict("note_1", 0, 1));
        assertHolds("a");
    }

    @Test
    void appendThatExpectsAnything_isAccepted() {
        append(TestEvents.updates("note_1", 2));
        AppendRequest request = AppendRequest.of(workspace, event("note_1", "note.updated"), ExpectedVersion.any());
        assertThat(log.append(request).orThrow().first())
                .extracting(Receipt::version)
                .isEqualTo(3L);
    }

    @Test
    void conflictOnOneOfSeveralSubjects_storesNothingOfTheAppend() {
        // given
        append(draft("note_1", "note.created").id("a"));

        // when
        AppendRequest request = new AppendRequest(
                workspace,
                List.of(event("note_1", "note.updated"), event("note_2", "note.created")),
                Map.of("note_1", ExpectedVersion.exactly(1), "note_2", ExpectedVersion.exactly(5)));
        AppendResult result = log.append(request);

        // then
        assertThat(result).isEqualTo(new VersionConflict("note_2", 5, 0));
        assertThat(append(draft("note_2", "note.created").id("b")).first()).isEqualTo(new Receipt("b", "note_2", 2, 1));
        assertHolds("a", "b");
    }

    @Test
    void expectedVersion_isThatBeforeTheAppendsFirstEvent() {
        append(TestEvents.updates("note_1", 2));
        AppendResult result =
                appendExpecting("note_1", 2, event("note_1", "note.updated"), event("note_1", "note.updated"));
        assertThat(result.orThrow().events()).extracting(Receipt::version).containsExactly(3L, 4L);
    }

    @Test
    void workspaces_areLogsOfTheirOwn() {
        // given
        String other = TestEvents.unique("other");
        append(draft("note_1", "note.created").id("a"));

        // when
        AppendResult result = log.append(
                TestEvents.request(other, draft("note_1", "note.created").id("a")));

        // then
        assertThat(result.orThrow().first()).isEqualTo(new Receipt("a", "note_1", 1, 1));
        assertHolds("a");
        assertThat(stored(other)).hasSize(1);
        assertThat(log.get(other, "a").orElseThrow().workspaceId()).isEqualTo(other);
    }

    @Test
    void appendsToManyWorkspacesAtOnce_allStandInTheirOwnLog() throws Exception {
        // given: as many writers as fill a batch with several workspaces
        List<String> workspaces = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            workspaces.add(TestEvents.unique("many"));
        }

        // when
        List<Callable<AppendResult>> appends = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (String each : workspaces) {
                appends.add(() -> log.append(
                        TestEvents.request(each, draft("note_1", "note.updated"), draft("note_2", "note.updated"))));
            }
        }
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<AppendResult> result : writers.invokeAll(appends)) {
                assertThat(result.get()).isInstanceOf(Appended.class);
            }
        }

        // then
        for (String each : workspaces) {
            assertThat(stored(each))
                    .extracting(Event::position)
                    .hasSize(40)
                    .isSorted()
                    .endsWith(40L);
            assertThat(stored(each))
                    .filteredOn(Event::subjectId, "note_1")
                    .extracting(Event::version)
                    .hasSize(20)
                    .isSorted()
                    .endsWith(20L);
            assertThat(log.verify(each).events()).isEqualTo(40);
        }
    }

    @Test
    void subjectType_isTheSubjectsOwnUnlessTheEventSaysIt() {
        // when
        append(draft("n1", "note.created"), draft("n1", "label.attached"));
        append(draft("n1", "label.attached"));
        append(draft("n2", "note.created").subjectType("memo"), draft("n2", "note.updated"));
        reopen();
        append(draft("n2", "note.updated"), draft("n1", "note.updated").subjectType("page"));
        append(draft("n1", "note.updated"));

        // then
        assertThat(stored())
                .extracting(Event::subjectType)
                .containsExactly("note", "note", "note", "memo", "memo", "memo", "page", "note");
    }

    @Test
    void timestamp_isTheGivenOneOrTheTimeOfRecording() {
        // given
        Instant longAgo = Instant.parse("1999-12-31T23:59:59.123456Z");

        // when
        append(draft("n1", "note.created").timestamp(longAgo), draft("n1", "note.updated"));

        // then
        assertThat(stored()).extracting(Event::timestamp).containsExactly(longAgo, clock.instant());
        assertThat(stored()).extracting(Event::recordedAt).containsExactly(clock.instant(), clock.instant());
    }

    @Test
    void recordedAt_neverGoesBackWhateverTheClockDoes() {
        // given
        Instant start = clock.instant();
        append(draft("n1", "note.created"));

        // when
        clock.move(Duration.ofHours(-5));
        append(draft("n1", "note.updated"));
        reopen();
        append(draft("n1", "note.updated"));
        clock.set(start.plusSeconds(1));
        append(draft("n1", "note.updated"));

        // then
        assertThat(stored()).extracting(Event::recordedAt).containsExactly(start, start, start, start.plusSeconds(1));
    }

    @Test
    void recordedAt_isCutToMicroseconds() {
        clock.set(Instant.parse("2026-01-01T00:00:00Z")
                .plus(Duration.between(Instant.parse("2026-01-01T00:00:00Z"), clock.instant()))
                .plusNanos(999));
        append(draft("n1", "note.created"));
        assertThat(stored().getFirst().recordedAt()).isEqualTo(clock.instant().minusNanos(999));
        assertHolds(stored().getFirst().id());
    }

    @Test
    void appends_areThereAfterReopening() {
        append(draft("n1", "note.created").id("a").data(Json.newObject().put("x", 1)));
        List<Event> before = stored();
        reopen();
        assertThat(stored()).isEqualTo(before).isNotEmpty();
        assertThat(append(draft("n1", "note.updated").id("b")).first()).isEqualTo(new Receipt("b", "n1", 2, 2));
        assertHolds("a", "b");
    }
}
