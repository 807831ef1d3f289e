package dev.synap.store.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several nodes: one works on a workspace at a time, and what one leaves behind another goes on with. */
class LeaseTest extends FeedContract {

    private static final Duration NEVER = Duration.ofHours(1);

    private final String ghost = "ghost_" + workspace;

    @AfterEach
    void exorcise() {
        tables.execute("UPDATE lease SET node_id = NULL WHERE node_id = '" + ghost + "'");
        tables.execute("DELETE FROM node WHERE node_id = '" + ghost + "'");
    }

    @Test
    void workspaceOfALivingNode_isLeftAlone_andTakenOverSoonAfterItDies() {
        // given: another node holds the workspace
        ghostLives("1 hour");
        tables.execute("INSERT INTO lease VALUES ('" + workspace + "', '" + ghost + "', 7)");
        Feed feed = start(scribe(true));
        long position = append("n1", "note.created");
        assertThat(feed.await(name, workspace, position, Duration.ofMillis(500)))
                .isFalse();

        // when
        ghostLives("0 seconds");

        // then
        assertThat(feed.await(name, workspace, position, Duration.ofSeconds(5))).isTrue();
        assertThat(tables.texts("SELECT epoch FROM lease WHERE workspace_id = '" + workspace + "'"))
                .containsExactly("8");
    }

    @Test
    void nodeThatLostItsLeaseInTheMidstOfABatch_commitsNothing() throws InterruptedException {
        assertNothingCommittedAfterTakeover(scribe(true));
    }

    @Test
    void nodeThatLostItsLease_writesNoRowsEither() throws InterruptedException {
        assertNothingCommittedAfterTakeover(scribe(false));
    }

    private void assertNothingCommittedAfterTakeover(Scribe scribe) throws InterruptedException {
        // given: a node that is held up while it handles an event
        CountDownLatch reacting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Feed feed = start(new HeldUp(scribe, workspace, reacting, goOn));
        long position = append("n1", "note.created");
        reacting.await();

        // when: another takes over meanwhile
        ghostLives("1 hour");
        tables.execute("UPDATE lease SET node_id = '%s', epoch = epoch + 1 WHERE workspace_id = '%s'"
                .formatted(ghost, workspace));
        goOn.countDown();

        // then
        assertThat(feed.await(name, workspace, position, Duration.ofMillis(700)))
                .isFalse();
        assertThat(tables.effects(name, workspace)).isEmpty();
        assertThat(stored()).hasSize(1);

        // and: once it has the workspace again, the event takes effect once
        ghostLives("0 seconds");
        assertHandled(feed, position);
        assertThat(tables.effects(name, workspace)).hasSize(1);
    }

    @Test
    void checkpointThatAnotherNodeMoved_keepsABatchFromTakingEffectTwice() throws InterruptedException {
        CountDownLatch reacting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Feed feed = start(new HeldUp(scribe(true), workspace, reacting, goOn));
        long position = append("n1", "note.created");
        reacting.await();
        tables.execute("UPDATE checkpoint SET position = 1 WHERE workspace_id = '%s' AND subscriber = '%s'"
                .formatted(workspace, name));
        goOn.countDown();
        assertHandled(feed, position);
        assertThat(tables.effects(name, workspace)).isEmpty();
        assertThat(stored()).hasSize(1);
    }

    @Test
    void appendOnAnotherNode_reachesTheOneThatHoldsTheWorkspaceByAHint() {
        // given: two nodes that would look by themselves only in an hour
        FeedSettings deaf = settings().withPoll(NEVER);
        Scribe here = scribe(true);
        Feed feed = start(log, deaf, here);
        assertHandled(feed, append("n1", "note.created"));
        PostgresEventLog otherLog = newLog();
        Scribe there = scribe(true);
        Feed other = start(otherLog, deaf, there);

        // when
        String id = appendTo(otherLog);

        // then
        assertThat(other.await(name, workspace, 3, Duration.ofSeconds(5))).isTrue();
        assertThat(here.batches()).contains(List.of(id));
        assertThat(there.batches()).doesNotContain(List.of(id));
    }

    @Test
    void appendThatNobodyToldOf_isFoundByLooking() {
        Scribe scribe = scribe(true);
        Feed feed = start(scribe);
        PostgresEventLog without = newLog();

        String first = appendTo(without);
        assertHandled(feed, 1);
        String second = appendTo(without);
        assertHandled(feed, 3);

        assertThat(tables.effects(name, workspace)).containsExactly(first, second);
    }

    @Test
    void idleWorkspaces_areGivenUp_andFollowTheAppends() {
        FeedSettings brief = settings().withIdleAfter(Duration.ofMillis(50));
        Feed feed = start(log, brief, scribe(true));
        assertHandled(feed, append("n1", "note.created"));
        Awaitility.await().until(() -> holder().equals(List.of("null")));
        Awaitility.await().until(() -> !feed.territories().containsKey(workspace));

        PostgresEventLog otherLog = newLog();
        Scribe there = scribe(true);
        Feed other = start(otherLog, settings(), there);
        String id = appendTo(otherLog);

        assertThat(other.await(name, workspace, 3, PATIENCE)).isTrue();
        assertThat(there.batches()).contains(List.of(id));
        assertThat(feed.await(name, workspace, 3, PATIENCE)).isTrue();
    }

    @Test
    void nodeThatCloses_leavesItsWorkspacesToOthersAtOnce() {
        FeedSettings slow = settings().withLeaseFor(NEVER);
        Feed feed = start(log, slow, scribe(true));
        assertHandled(feed, append("n1", "note.created"));
        Feed other = start(newLog(), slow, scribe(true));

        feed.close();
        long position = append("n2", "note.created");

        assertThat(other.await(name, workspace, position, Duration.ofSeconds(5)))
                .isTrue();
    }

    private String appendTo(PostgresEventLog events) {
        NewEvent event = TestEvents.event("n1", "note.updated");
        events.append(AppendRequest.of(workspace, List.of(event))).orThrow();
        return event.id();
    }

    private List<String> holder() {
        return tables.texts("SELECT node_id FROM lease WHERE workspace_id = '" + workspace + "'");
    }

    private void ghostLives(String interval) {
        tables.execute("""
                INSERT INTO node VALUES ('%s', clock_timestamp() + interval '%s')
                ON CONFLICT (node_id) DO UPDATE SET expires_at = EXCLUDED.expires_at
                """.formatted(ghost, interval));
    }

    /** Holds another subscriber up, once, before its first reaction in a workspace takes effect. */
    private record HeldUp(Scribe scribe, String workspace, CountDownLatch reacting, CountDownLatch goOn)
            implements Subscriber {

        @Override
        public String name() {
            return scribe.name();
        }

        @Override
        public boolean wants(String eventType) {
            return scribe.wants(eventType);
        }

        @Override
        public Reaction react(String workspaceId, List<Event> events) {
            Reaction reaction = scribe.react(workspaceId, events);
            if (workspaceId.equals(workspace)) {
                reacting.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return reaction;
        }
    }
}
