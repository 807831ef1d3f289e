package dev.synap.store.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.store.log.TestEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** One node: subscribers get every event once and in order, and what they write takes effect with their checkpoint. */
class WalkTest extends FeedContract {

    @Test
    void events_areHandledOnceAndInOrder_thoseFromBeforeTheStartToo() {
        // given
        List<String> ids = new ArrayList<>();
        IntStream.range(0, 30).forEach(n -> ids.add(appended("n" + n % 3)));
        Feed feed = start(scribe(false));

        // when
        IntStream.range(0, 30).forEach(n -> ids.add(appended("n" + n % 3)));

        // then
        assertHandled(feed, 60);
        assertThat(tables.effects(name, workspace)).containsExactlyElementsOf(ids);
        assertThat(feed.position(name, workspace)).isEqualTo(60);
    }

    @Test
    void whatASubscriberPasses_isBehindIt_andItsCheckpointIsStoredWhenTheFeedCloses() {
        // given
        List<Event> seen = new CopyOnWriteArrayList<>();
        Subscriber passing = new Subscriber() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean wants(String eventType) {
                return true;
            }

            @Override
            public Reaction react(String workspaceId, List<Event> events) {
                if (workspaceId.equals(workspace)) {
                    seen.addAll(events);
                }
                return Reaction.pass();
            }
        };
        Feed feed = start(passing);

        // when
        IntStream.range(0, 5).forEach(n -> appended("n1"));
        assertHandled(feed, 5);
        feed.close();
        Feed next = start(log, settings(), passing);
        appended("n1");
        assertHandled(next, 6);

        // then
        assertThat(seen).extracting(Event::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void eventsAppendedHere_areHandedOverAsTheyAreReadBack() {
        // given
        List<Event> seen = new CopyOnWriteArrayList<>();
        Feed feed = start(new Subscriber() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean wants(String eventType) {
                return true;
            }

            @Override
            public Reaction react(String workspaceId, List<Event> events) {
                if (workspaceId.equals(workspace)) {
                    seen.addAll(events);
                }
                return Reaction.nothing();
            }
        });

        // when
        ObjectNode data = Json.readObject("""
                {"text":"Grüße \\u0001 \\ud83d\\ude00","double":1e10,"large":12345678901234567890,"none":null,"in":{"a":[1.0,2]}}""");
        for (int n = 0; n < 20; n++) {
            append(
                    TestEvents.draft("n1", "note.updated").data(data).correlation("c"),
                    TestEvents.draft("n" + n, "note.created")
                            .metadata(Json.newObject().put("reason", "why")));
        }

        // then
        assertHandled(feed, 40);
        assertThat(seen).isEqualTo(stored());
    }

    @Test
    void followingEvents_standInTheLogWithTheirCause() {
        Feed feed = start(scribe(true));

        long position = append(TestEvents.draft("n1", "note.created").id("a" + workspace));

        assertHandled(feed, position);
        assertThat(stored()).extracting(Event::type).containsExactly("note.created", "echo.heard");
        assertThat(stored().getLast().causationId()).isEqualTo("a" + workspace);
        assertHandled(feed, 2);
    }

    @Test
    void unwantedEvents_arePassedAndTheCheckpointStored() {
        Feed feed = start(scribe(false));
        long position = append("t1", "task.created");
        assertHandled(feed, position);
        Awaitility.await().until(() -> checkpoint().equals(List.of("1")));
        assertThat(tables.effects(name, workspace)).isEmpty();
    }

    @Test
    void nextFeed_goesOnWhereTheLastOneStopped() {
        Feed first = start(scribe(true));
        assertHandled(first, append("n1", "note.created"));
        first.close();
        String second = appended("n1");

        Scribe scribe = scribe(true);
        assertHandled(start(scribe), 3);
        assertThat(scribe.batches()).containsExactly(List.of(second));
    }

    @Test
    void batches_areBoundedByCountAndByBytes() {
        String large = "x".repeat(1_000);
        for (int n = 0; n < 10; n++) {
            append(TestEvents.draft("n1", "note.updated").data(Json.newObject().put("text", large)));
        }
        Scribe byCount = scribe(false);
        Scribe byBytes = new Scribe(name + "-bytes", false, workspace::equals);
        Feed first = start(log, settings().withBatch(4, 1_000_000), byCount);
        assertHandled(first, 10);
        first.close();
        Feed second = start(log, settings().withBatch(100, 2_500), byBytes);
        assertThat(second.await(byBytes.name(), workspace, 10, PATIENCE)).isTrue();

        assertThat(byCount.batches()).extracting(List::size).containsExactly(4, 4, 2);
        assertThat(byBytes.batches()).extracting(List::size).containsExactly(3, 3, 3, 1);
    }

    @Test
    void whoTakesSeveralBatchesAtOnce_getsThemAsOne() {
        for (int n = 0; n < 10; n++) {
            append("n1", "note.updated");
        }
        Scribe scribe = scribe(false).taking(3);
        assertThat(start(log, settings().withBatch(2, 1_000_000), scribe).await(scribe.name(), workspace, 10, PATIENCE))
                .isTrue();

        assertThat(scribe.batches()).extracting(List::size).containsExactly(6, 4);
    }

    @Test
    void followingEvents_thatExpectAnOldVersion_areDecidedAnew() {
        // given: a subscriber that believes what it read once
        append("target", "target.created");
        AtomicInteger forgotten = new AtomicInteger();
        Map<String, Long> believed = new ConcurrentHashMap<>();
        Subscriber stubborn = new Subscriber() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean wants(String eventType) {
                return eventType.equals("note.created");
            }

            @Override
            public Reaction react(String workspaceId, List<Event> events) {
                if (!workspaceId.equals(workspace)) {
                    return Reaction.nothing();
                }
                long version = believed.computeIfAbsent("target", id -> (long) stored().stream()
                        .filter(each -> each.subjectId().equals("target"))
                        .count());
                NewEvent next = new NewEvent(
                        Ids.derived("evt", events.getFirst().id(), "moved"),
                        "target.moved",
                        "target",
                        null,
                        JsonObject.empty(),
                        JsonObject.empty(),
                        "system",
                        "synap",
                        null,
                        events.getFirst().id(),
                        null);
                return Reaction.append(List.of(next), Map.of("target", ExpectedVersion.exactly(version)));
            }

            @Override
            public void forget(String workspaceId) {
                if (workspaceId.equals(workspace)) {
                    forgotten.incrementAndGet();
                    believed.clear();
                }
            }
        };
        Feed feed = start(stubborn);
        assertHandled(feed, append("n1", "note.created"));
        int before = forgotten.get();

        // when: the subject moves on behind its back
        append("target", "target.renamed");
        assertHandled(feed, append("n2", "note.created"));

        // then
        assertThat(forgotten.get()).isGreaterThan(before);
        assertThat(stored()).extracting(Event::type).endsWith("target.renamed", "note.created", "target.moved");
    }

    @Test
    void faultsOfTheDatabase_areWaitedOutAndNobodyParked() {
        Scribe scribe = scribe(false);
        scribe.failWith(new StoreUnavailableException("not now", null));
        Feed feed = start(scribe);
        String id = appended("n1");
        Awaitility.await().until(() -> scribe.batches().size() > 2);

        scribe.recover();

        assertHandled(feed, 1);
        assertThat(tables.effects(name, workspace)).containsExactly(id);
        assertThat(tables.texts("SELECT event_id FROM parked WHERE subscriber = '" + name + "'"))
                .isEmpty();
    }

    @Test
    void waitingForAPositionThatDoesNotCome_endsWithThePatience() {
        Feed feed = start(scribe(false));
        assertThat(feed.await(name, workspace, 1, Duration.ofMillis(30))).isFalse();
        assertThatThrownBy(() -> feed.await("nobody", workspace, 1, PATIENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no subscriber nobody");
    }

    @Test
    void startAndClose_canBeRepeated() {
        Feed never = new Feed(tables.database(), log, List.of(scribe(false)), settings());
        never.close();
        assertThatThrownBy(never::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the feed is closed");

        Feed feed = start(scribe(false));
        feed.start();
        assertHandled(feed, append("n1", "note.created"));
        feed.close();
        feed.close();
        assertThat(tables.texts("SELECT workspace_id FROM lease WHERE node_id IS NOT NULL"))
                .isEmpty();
        assertThat(tables.texts("SELECT node_id FROM node WHERE expires_at > now()"))
                .isEmpty();
    }

    private String appended(String subject) {
        NewEvent event = TestEvents.event(subject, "note.updated");
        log.append(AppendRequest.of(workspace, List.of(event))).orThrow();
        return event.id();
    }

    private List<String> checkpoint() {
        return tables.texts("SELECT position FROM checkpoint WHERE subscriber = '%s' AND workspace_id = '%s'"
                .formatted(name, workspace));
    }
}
