package dev.synap.store.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.store.rebuild.RebuildTable.Held;
import dev.synap.store.rebuild.SubjectChunks.Chunk;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several workers fill one workspace, and what is filled ends at one subject at any time. */
class SubjectChunksTest {

    private final LiveDatabase live = new LiveDatabase();
    private Thread worker = new Thread();

    @BeforeEach
    void fill() {
        live.appendMixed("w1", 60, 5);
    }

    @AfterEach
    void close() throws InterruptedException {
        worker.join();
        live.close();
    }

    @Test
    void laterChunk_isStoredOnlyAfterTheOneBeforeIt() throws Exception {
        try (Connection reader = reader()) {
            // given: the first chunk is taken, and not yet stored
            SubjectChunks chunks = new SubjectChunks(reader, 50);
            Chunk first = chunks.next(reader).orElseThrow();
            FutureTask<Boolean> rest = fillTheRest(chunks);
            Awaitility.await().until(() -> worker.getState() == Thread.State.WAITING);
            assertThat(filledTo()).isEmpty();

            // when
            first.stored().complete(true);

            // then
            assertThat(rest.get()).isTrue();
            assertThat(filledTo()).isGreaterThan(first.upTo());
            assertThat(live.texts("SELECT filled FROM rebuild_workspace")).containsExactly("t");
        }
    }

    @Test
    void chunkAfterOneThatFailed_isNotStored() throws Exception {
        try (Connection reader = reader()) {
            SubjectChunks chunks = new SubjectChunks(reader, 50);
            Chunk first = chunks.next(reader).orElseThrow();
            FutureTask<Boolean> rest = fillTheRest(chunks);

            first.stored().complete(false);

            assertThat(rest.get()).isTrue();
            assertThat(filledTo()).isEmpty();
            assertThat(live.texts("SELECT filled FROM rebuild_workspace")).containsExactly("f");
        }
    }

    private FutureTask<Boolean> fillTheRest(SubjectChunks chunks) throws Exception {
        ShadowSchema shadow = ShadowSchema.of(live.database);
        Held held = new RebuildTable(live.database.dataSource())
                .claim(Duration.ofMinutes(1))
                .orElseThrow();
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            try (SubjectFill fill = new SubjectFill(
                    shadow.dataSource(), LiveDatabase.settings(), held, new Pace(shadow.dataSource(), 2))) {
                fill.fill(chunks);
                return true;
            }
        });
        worker = new Thread(task);
        worker.start();
        return task;
    }

    /** A connection to read subjects with, when a rebuild has been asked for. */
    private Connection reader() throws Exception {
        live.rebuilds().request("all", "owner");
        Connection reader = live.database.dataSource().getConnection();
        reader.setAutoCommit(false);
        return reader;
    }

    private String filledTo() {
        return live.texts("SELECT filled_to FROM rebuild_workspace").getFirst();
    }
}
