package dev.synap.store.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.event.EventDraft;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RebuildTest {

    private @Nullable LiveDatabase opened;

    @BeforeEach
    void open() {
        opened = new LiveDatabase();
    }

    @AfterEach
    void close() {
        live().close();
    }

    @ParameterizedTest
    @MethodSource("dev.synap.store.postgres.TestPostgres#everyVersion")
    void rebuild_givesTheRowsAndTablesThatItReplaces(TestPostgres postgres) {
        try (LiveDatabase on = new LiveDatabase(postgres);
                Rebuilds rebuilds = on.rebuilds().start()) {
            // given
            on.appendMixed("w1", 60, 25);
            on.appendMixed("w2", 5, 3);
            on.awaitProjected("w1", "w2");
            on.writeSnapshots();
            List<String> rows = on.rows();
            TreeMap<String, String> definitions = on.definitions();

            // when
            Rebuild done = await(rebuilds, rebuilds.request("all", "owner"));

            // then
            assertThat(done.status()).isEqualTo(Rebuild.Status.DONE);
            assertThat(done.eventsDone()).isEqualTo(done.eventsTotal()).isGreaterThan(1_500);
            assertThat(on.rows()).hasSizeGreaterThan(100).isEqualTo(rows);
            assertThat(on.definitions()).isEqualTo(definitions);
            assertThat(on.texts("SELECT nspname FROM pg_namespace WHERE nspname LIKE '%rebuild'"))
                    .isEmpty();
            // and what happens from now on is projected into the new tables
            on.append("w2", List.of(TestEvents.event("note_new", "note.created")));
            on.awaitProjected("w2");
            assertThat(on.texts("SELECT id FROM notes WHERE id = 'note_new'")).hasSize(1);
        }
    }

    @Test
    void rebuildOfOneTable_leavesTheOthersAlone() {
        try (Rebuilds rebuilds = live().rebuilds().start()) {
            live().appendMixed("w1", 30, 5);
            live().awaitProjected("w1");
            List<String> rows = live().rows();
            live().execute("UPDATE notes SET title = 'spoilt'; UPDATE tasks SET title = 'spoilt'");

            await(rebuilds, rebuilds.request("notes", "owner"));

            assertThat(live().texts("SELECT DISTINCT 1 FROM notes WHERE title = 'spoilt'"))
                    .isEmpty();
            assertThat(live().texts("SELECT DISTINCT 1 FROM tasks WHERE title = 'spoilt'"))
                    .hasSize(1);
            await(rebuilds, rebuilds.request("tasks", "owner"));
            assertThat(live().rows()).isEqualTo(rows);
        }
    }

    @Test
    void droppedTables_areMadeAgain_rowForRow() {
        try (Rebuilds rebuilds = live().rebuilds().start()) {
            // given
            live().appendMixed("w1", 40, 25);
            answered("w1", "q1", "q2");
            live().append("w1", List.of(request("q3")));
            live().awaitProjected("w1");
            live().writeSnapshots();
            List<String> rows = live().rows();
            TreeMap<String, String> definitions = live().definitions();
            live().feed.close();
            List<String> checkpoints = live().texts("SELECT row_to_json(c)::text FROM checkpoint c ORDER BY 1");

            // when
            live().execute("DROP TABLE " + String.join(", ", ShadowSchema.tables()) + ", checkpoint");
            assertThat(rebuilds.missingTables())
                    .contains("checkpoint", "notes", "tags", "snapshot")
                    .hasSize(ShadowSchema.tables().size() + 1);
            await(rebuilds, rebuilds.request("all", "owner"));

            // then
            assertThat(rebuilds.missingTables()).isEmpty();
            assertThat(live().rows()).isEqualTo(rows);
            assertThat(live().definitions()).isEqualTo(definitions);
            assertThat(live().texts("SELECT row_to_json(c)::text FROM checkpoint c"
                            + " WHERE subscriber = 'projections' ORDER BY 1"))
                    .isEqualTo(checkpoints);
            // and no request that was answered is answered again, while the open one is not forgotten
            assertThat(live().texts("SELECT c.position FROM checkpoint c WHERE subscriber = 'writes'"))
                    .containsExactly(Long.toString(live().log.position("w1") - 1));
        }
    }

    @Test
    void tablesDroppedUnderARunningFeed_setNoEventAside() {
        try (Rebuilds rebuilds = live().rebuilds().start()) {
            live().appendMixed("w1", 30, 3);
            live().awaitProjected("w1");
            List<String> rows = live().rows();

            // when: the feed comes upon the missing tables before the rebuild has made them
            live().execute("DROP TABLE " + String.join(", ", ShadowSchema.tables()));
            live().append("w1", List.of(TestEvents.event("note_late", "note.created")));
            Awaitility.await()
                    .until(() -> live().feed.position("projections", "w1")
                            < live().log.position("w1"));
            await(rebuilds, rebuilds.request("all", "owner"));

            // then
            live().awaitProjected("w1");
            assertThat(live().rows()).containsAll(rows).hasSize(rows.size() + 1);
            assertThat(count("parked")).isZero();
        }
    }

    @Test
    void killedRebuild_isTakenOverWhereItStopped() throws IOException {
        live().appendMixed("w1", 300, 12);
        live().appendMixed("w2", 300, 12);
        live().awaitProjected("w1", "w2");
        live().writeSnapshots();
        List<String> rows = live().rows();
        try (RebuildNode node = RebuildNode.start(live().url);
                Rebuilds rebuilds = live().rebuilds()) {
            // given: a node that has come some way
            Rebuild asked = rebuilds.request("all", "owner");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> rebuilds.find(asked.id()).orElseThrow().eventsDone() > 0);
            node.kill();
            Rebuild killed = rebuilds.find(asked.id()).orElseThrow();
            assertThat(killed.status()).isEqualTo(Rebuild.Status.RUNNING);
            assertThat(live().rows()).isEqualTo(rows);
            live().append("w1", List.of(TestEvents.event("note_late", "note.created")));
            live().awaitProjected("w1");

            // when
            rebuilds.start();
            Rebuild done = await(rebuilds, asked);

            // then
            assertThat(done.status()).isEqualTo(Rebuild.Status.DONE);
            assertThat(live().rows()).containsAll(rows).hasSize(rows.size() + 1);
        }
    }

    @Test
    void secondRebuild_joinsTheSame_andIsRefusedBesideAnother() {
        try (Rebuilds rebuilds = live().rebuilds()) {
            // given: one that nobody works on yet
            live().appendMixed("w1", 10, 2);
            Rebuild first = rebuilds.request("all", "owner");

            assertThat(rebuilds.request("all", "other").id()).isEqualTo(first.id());
            assertThatThrownBy(() -> rebuilds.request("notes", "owner"))
                    .isInstanceOf(RebuildRefusedException.class)
                    .hasMessage("all is being rebuilt (" + first.id() + "): there is one rebuild at a time");
            rebuilds.start();
            await(rebuilds, first);
            assertThat(rebuilds.request("notes", "owner").id()).isNotEqualTo(first.id());
        }
    }

    @Test
    void unknownName_isRefused() {
        try (Rebuilds rebuilds = live().rebuilds()) {
            assertThatThrownBy(() -> rebuilds.request("noise", "owner"))
                    .hasMessageStartingWith("must be one of notes, ");
        }
    }

    @Test
    void readersAndWriters_goOnMeanwhile_andNobodySeesHalf() throws InterruptedException {
        try (Rebuilds rebuilds = live().rebuilds().start()) {
            // given
            live().appendMixed("w1", 200, 6);
            live().awaitProjected("w1");
            int before = count("notes");
            AtomicBoolean stop = new AtomicBoolean();
            AtomicBoolean sawLess = new AtomicBoolean();
            Thread reader = Thread.startVirtualThread(() -> {
                int last = before;
                while (!stop.get()) {
                    int now = count("notes");
                    sawLess.compareAndSet(false, now < last);
                    last = now;
                }
            });
            Thread writer = Thread.startVirtualThread(() -> {
                for (int i = 0; !stop.get(); i++) {
                    live().append(
                                    "w1",
                                    List.of(TestEvents.event(EventDraft.of("note.created")
                                            .subject("note_live" + i)
                                            .data(Json.newObject().put("title", "live")))));
                    live().append("w" + i % 5, TestEvents.updates("note_" + i % 200, 2));
                    live().awaitProjected("w1");
                }
            });

            // when
            for (int i = 0; i < 3; i++) {
                assertThat(await(rebuilds, rebuilds.request("all", "owner")).status())
                        .isEqualTo(Rebuild.Status.DONE);
            }
            stop.set(true);
            reader.join();
            writer.join();

            // then
            assertThat(sawLess).isFalse();
            live().awaitProjected("w0", "w1", "w2", "w3", "w4");
            live().writeSnapshots();
            List<String> rows = live().rows();
            await(rebuilds, rebuilds.request("all", "owner"));
            assertThat(live().rows()).isEqualTo(rows);
            assertThat(count("parked")).isZero();
        }
    }

    @Test
    void whatWasSetAside_staysSetAside() {
        try (Rebuilds rebuilds = live().rebuilds().start()) {
            // given: a row that an event has not come into, which waits
            live().append("w1", TestEvents.updates("note_1", 2));
            live().awaitProjected("w1");
            List<String> rows = live().rows();
            live().feed.close();
            live().append("w1", TestEvents.updates("note_1", 1));
            live().execute("""
                    INSERT INTO parked SELECT workspace_id, 'projections', position, 'p1', event_id, type, subject_id,
                        'parked', 8, now(), now(), 'why', '' FROM event WHERE position = 3
                    """);

            await(rebuilds, rebuilds.request("all", "owner"));

            assertThat(live().rows()).isEqualTo(rows);
        }
    }

    private void answered(String workspace, String... ids) {
        for (String id : ids) {
            live().append(workspace, List.of(request(id)));
            live().append(
                            workspace,
                            List.of(TestEvents.event(EventDraft.of("entities.create.validated")
                                    .subject("note_of_" + id)
                                    .subjectType("note")
                                    .correlation(id)
                                    .data(Json.newObject().put("requestId", id)))));
        }
    }

    private static NewEvent request(String id) {
        return TestEvents.event(EventDraft.of("entities.create.requested")
                .id(id)
                .subject("note_of_" + id)
                .subjectType("note")
                .correlation(id)
                .data(Json.newObject().put("type", "note")));
    }

    private int count(String table) {
        return Integer.parseInt(live().texts("SELECT count(*) FROM " + table).getFirst());
    }

    private static Rebuild await(Rebuilds rebuilds, Rebuild rebuild) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> rebuilds.find(rebuild.id()).orElseThrow(),
                        found -> found.status() != Rebuild.Status.RUNNING);
        Rebuild ended = rebuilds.find(rebuild.id()).orElseThrow();
        assertThat(ended.error()).isNull();
        return ended;
    }

    private LiveDatabase live() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }
}
