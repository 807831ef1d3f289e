package dev.synap.store.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.log.Verification;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.postgres.TestPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two servers on one database are killed in turns while they are sent events, and started again: every event takes
 * effect once, in order, and one event follows from it.
 */
class KilledNodesTest {

    private static final List<String> WORKSPACES = List.of("w1", "w2", "w3", "w4");
    private static final int SUBJECTS = 5;
    private static final int AT_ONCE = 20;

    @Test
    void killedNodes_handleEachEventOnceAndInOrder() throws IOException {
        run(600, 2, 11);
    }

    @Test
    @Tag("long")
    void killedNodes_handleEachOfManyEventsOnceAndInOrder() throws IOException {
        run(20_000, 30, System.nanoTime());
    }

    private static void run(int events, int kills, long seed) throws IOException {
        Random random = new Random(seed);
        FeedDatabase tables = FeedDatabase.create(TestPostgres.bundled());
        List<FeedNode> nodes = new ArrayList<>();
        try (PostgresEventLog log = new PostgresEventLog(tables.database(), Clock.systemUTC(), (w, s, f, t) -> {})) {
            nodes.add(FeedNode.start(tables.url()));
            nodes.add(FeedNode.start(tables.url()));
            for (int round = 0; round <= kills; round++) {
                Map<String, String[]> open = new LinkedHashMap<>();
                int size = events / (kills + 1);
                for (int i = 0; i < size; i++) {
                    String id = "e" + round + "-" + i;
                    open.put(id, new String[] {
                        WORKSPACES.get(random.nextInt(WORKSPACES.size())), id, "s" + random.nextInt(SUBJECTS)
                    });
                }
                int killAfter = round < kills ? random.nextInt(size - AT_ONCE) : Integer.MAX_VALUE;
                int victim = random.nextInt(2);
                appendAll(nodes, open, victim, killAfter);
                if (round < kills) {
                    nodes.set(victim, FeedNode.start(tables.url()));
                }
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> behind(tables).isEmpty());
            for (String workspace : WORKSPACES) {
                check(tables, log, workspace);
            }
        } finally {
            nodes.forEach(FeedNode::close);
            tables.database().close();
        }
    }

    /** Sends all to the victim until it is killed, and what it did not answer, with the rest, to the other. */
    private static void appendAll(List<FeedNode> nodes, Map<String, String[]> open, int victim, int killAfter) {
        FeedNode node = nodes.get(victim);
        int answered = 0;
        while (!open.isEmpty()) {
            List<String[]> next = open.values().stream().limit(AT_ONCE).toList();
            for (String[] each : next) {
                node.send(each[0], each[1], each[2]);
            }
            for (int i = 0; i < next.size(); i++) {
                if (answered++ == killAfter) {
                    node.kill();
                }
                String id = node.answer();
                if (id == null) {
                    node = nodes.get(1 - victim);
                    break;
                }
                open.remove(id);
            }
        }
    }

    private static List<String> behind(FeedDatabase tables) {
        return tables.texts("""
                SELECT h.workspace_id FROM workspace_head h
                WHERE (SELECT count(*) FROM checkpoint c
                       WHERE c.workspace_id = h.workspace_id AND c.position = h.position) < 2
                """);
    }

    private static void check(FeedDatabase tables, PostgresEventLog log, String workspace) {
        List<Event> stored;
        try (Stream<Event> events = log.stream(workspace, 0)) {
            stored = events.toList();
        }
        List<String> notes = ids(stored, "note.updated");
        assertThat(notes).isNotEmpty();
        assertThat(tables.effects("rows", workspace)).containsExactlyElementsOf(notes);
        assertThat(tables.effects("echoes", workspace)).containsExactlyElementsOf(notes);
        List<String> heard = stored.stream()
                .filter(event -> event.type().equals("echo.heard"))
                .map(event -> String.valueOf(event.causationId()))
                .toList();
        assertThat(heard).containsExactlyElementsOf(notes);
        assertThat(tables.texts("SELECT event_id FROM parked")).isEmpty();
        assertThat(log.verify(workspace)).isInstanceOf(Verification.Intact.class);
    }

    private static List<String> ids(List<Event> stored, String type) {
        return stored.stream()
                .filter(event -> event.type().equals(type))
                .map(Event::id)
                .toList();
    }
}
