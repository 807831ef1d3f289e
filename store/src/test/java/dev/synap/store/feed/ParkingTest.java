package dev.synap.store.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.store.feed.Parked.Entry;
import dev.synap.store.feed.Parked.Status;
import dev.synap.store.log.TestEvents;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event that cannot be handled is set aside with all later ones of its subject; everything else goes on. */
class ParkingTest extends FeedContract {

    private static final Duration SOON = Duration.ofMillis(20);

    private Scribe scribe;
    private Parked parked;

    @BeforeEach
    void prepare() {
        scribe = scribe(true);
        parked = new Parked(tables.database(), log, Clock.systemUTC());
    }

    @Test
    void failingEvent_isParkedAfterItsAttempts_andTheRestOfTheWorkspaceGoesOn() {
        // given
        scribe.failAt("a2" + workspace);
        Feed feed = start(log, patience(3), scribe);

        // when
        note("a1", "a");
        note("a2", "a");
        note("b1", "b");
        note("a3", "a");
        long last = note("b2", "b");

        // then
        assertHandled(feed, last);
        Awaitility.await().until(() -> status("a2") == Status.PARKED);
        assertThat(effects()).containsExactly("a1", "b1", "b2");
        assertThat(parked.list(workspace, null, 10)).extracting(Entry::eventId).containsExactly(id("a2"), id("a3"));
        Entry entry = entry("a2");
        assertThat(entry.attempts()).isEqualTo(3);
        assertThat(entry.error()).isEqualTo("java.lang.IllegalStateException: cannot handle " + id("a2"));
        assertThat(entry.stack()).contains("at dev.synap.store.feed.Scribe.react(Scribe.java:");
        assertThat(entry.failedAt()).isNotNull();
        assertThat(entry.id()).isEqualTo(Ids.derived("parked", name, id("a2")));
        assertThat(status("a3")).isEqualTo(Status.WAITING);
        assertThat(entry("a3").attempts()).isZero();
    }

    @Test
    void failureThatPasses_isRetriedByItselfAndTheSubjectStaysInOrder() {
        scribe.failAt(id("a1"));
        Feed feed = start(log, patience(1_000), scribe);
        note("a1", "a");
        note("a2", "a");
        assertHandled(feed, note("a3", "a"));
        Awaitility.await()
                .until(() -> status("a1") == Status.RETRYING && entry("a1").attempts() > 1);

        scribe.recover();

        Awaitility.await().until(() -> effects().size() == 3);
        assertThat(effects()).containsExactly("a1", "a2", "a3");
        Awaitility.await().until(() -> parked.list(workspace, null, 10).isEmpty());
        assertHandled(feed, note("a4", "a"));
        Awaitility.await().until(() -> effects().equals(List.of("a1", "a2", "a3", "a4")));
        assertThat(stored())
                .filteredOn(event -> event.type().equals("echo.heard"))
                .hasSize(4);
    }

    @Test
    void retry_triesOnceMore_thenLetsThoseBehindFollow_andIsAudited() {
        // given
        Feed feed = parkA1();
        note("a2", "a");
        assertHandled(feed, note("a3", "a"));
        scribe.recover();

        // when
        Entry before = parked.retry(workspace, entry("a1").id(), "operator").orElseThrow();

        // then
        Awaitility.await().until(() -> effects().size() == 3);
        assertThat(effects()).containsExactly("a1", "a2", "a3");
        Event audit = audit("worker.retried");
        assertThat(audit.userId()).isEqualTo("operator");
        assertThat(audit.subjectId()).isEqualTo(before.id());
        assertThat(audit.subjectType()).isEqualTo("worker");
        assertThat(audit.data().toNode().path("subscriber").asString()).isEqualTo(name);
        assertThat(audit.data().toNode().path("subjectId").asString()).isEqualTo("a");
        assertThat(audit.data().toNode().path("eventId").asString()).isEqualTo(id("a1"));
        assertThat(audit.data().toNode().path("position").asLong()).isEqualTo(before.position());
        assertThat(audit.data().toNode().path("error").asString()).isEqualTo(before.error());
        Awaitility.await().until(() -> parked.list(workspace, null, 10).isEmpty());
    }

    @Test
    void retryThatFailsAgain_parksAtOnce() {
        parkA1();
        int attempts = entry("a1").attempts();
        assertThat(parked.retry(workspace, entry("a1").id(), "operator")).isPresent();
        Awaitility.await().until(() -> entry("a1").attempts() == attempts + 1);
        assertThat(status("a1")).isEqualTo(Status.PARKED);
    }

    @Test
    void skip_leavesTheEventOut_letsThoseBehindFollow_andIsAudited() {
        Feed feed = parkA1();
        assertHandled(feed, note("a2", "a"));

        assertThat(parked.skip(workspace, entry("a1").id(), "operator")).isPresent();

        Awaitility.await().until(() -> effects().equals(List.of("a2")));
        assertThat(audit("worker.skipped").userId()).isEqualTo("operator");
        assertHandled(feed, note("a4", "a"));
        Awaitility.await().until(() -> effects().equals(List.of("a2", "a4")));
    }

    @Test
    void skippedLastOfASubject_freesTheSubject() {
        Feed feed = parkA1();
        assertThat(parked.skip(workspace, entry("a1").id(), "operator")).isPresent();
        assertHandled(feed, note("a2", "a"));
        Awaitility.await().until(() -> effects().equals(List.of("a2")));
        Awaitility.await().until(() -> parked.list(workspace, null, 10).isEmpty());
    }

    @Test
    void retryAndSkipOfWhatIsNotThere_doNothingAndAuditNothing() {
        Feed feed = parkA1();
        assertHandled(feed, note("a2", "a"));
        long size = stored().size();
        assertThat(parked.retry(workspace, "parked_none", "operator")).isEmpty();
        assertThat(parked.skip(workspace, "parked_none", "operator")).isEmpty();
        assertThat(parked.retry(workspace, entry("a2").id(), "operator")).isEmpty();
        assertThat(stored()).hasSize((int) size);
    }

    @Test
    void rowsThatTheDatabaseRefuses_parkTheEventAndKeepItsCheckpointApart() {
        Subscriber broken = new Subscriber() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean wants(String eventType) {
                return eventType.startsWith("note.");
            }

            @Override
            public Reaction react(String workspaceId, List<Event> events) {
                return Reaction.write(connection -> {
                    for (Event event : events) {
                        FeedDatabase.effect(name, workspaceId, event.subjectId(), event.id(), 1)
                                .write(connection);
                        try (Statement statement = connection.createStatement()) {
                            statement.execute("SELECT 1 / " + (event.subjectId().equals("bad") ? 0 : 1));
                        }
                    }
                });
            }
        };
        Feed feed = start(log, patience(1), broken);
        note("g1", "good");
        note("x1", "bad");
        assertHandled(feed, note("g2", "good"));
        assertThat(effects()).containsExactly("g1", "g2");
        assertThat(status("x1")).isEqualTo(Status.PARKED);
        assertThat(entry("x1").error()).contains("division by zero");
    }

    @Test
    void whatIsSetAside_isStillSetAsideForTheNextFeed() {
        Feed first = parkA1();
        first.close();
        Scribe fresh = scribe(true);
        Feed second = start(log, patience(1), fresh);
        assertHandled(second, note("a2", "a"));
        assertThat(effects()).isEmpty();
        assertThat(status("a2")).isEqualTo(Status.WAITING);
    }

    @Test
    void pausesBetweenAttempts_doubleUpToALimit_andLoseUpToHalfByChance() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(1_000), 5, new Random(1));
        for (int failures = 1; failures <= 70; failures++) {
            long whole = failures > 4 ? 1_000 : 100L << (failures - 1);
            assertThat(backoff.after(failures).toMillis()).isBetween(whole / 2, whole);
        }
        assertThat(backoff.isExhausted(4)).isFalse();
        assertThat(backoff.isExhausted(5)).isTrue();
    }

    private Feed parkA1() {
        scribe.failAt(id("a1"));
        Feed feed = start(log, patience(2), scribe);
        assertHandled(feed, note("a1", "a"));
        Awaitility.await().until(() -> status("a1") == Status.PARKED);
        return feed;
    }

    private FeedSettings patience(int attempts) {
        return settings()
                .withPoll(SOON)
                .withBackoff(new Backoff(Duration.ofMillis(1), SOON, attempts, new Random(7)), Clock.systemUTC());
    }

    private long note(String id, String subject) {
        return append(TestEvents.draft(subject, "note.updated").id(id(id)));
    }

    private String id(String id) {
        return id + workspace;
    }

    private List<String> effects() {
        return tables.effects(name, workspace).stream()
                .map(id -> id.replace(workspace, ""))
                .toList();
    }

    private Entry entry(String id) {
        return parked.find(workspace, Ids.derived("parked", name, id(id))).orElseThrow();
    }

    private @Nullable Status status(String id) {
        return parked.find(workspace, Ids.derived("parked", name, id(id)))
                .map(Entry::status)
                .orElse(null);
    }

    private Event audit(String type) {
        return stored().stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
