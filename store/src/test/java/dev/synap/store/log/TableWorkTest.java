package dev.synap.store.log;

import static dev.synap.store.log.TestEvents.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that are written beside an append stand or fall with it, and with nobody else's. */
@ParameterizedClass(name = "{0}")
@MethodSource("storages")
class TableWorkTest {

    @Parameter
    PostgresStorage storage;

    private final String workspace = TestEvents.unique("ws");
    private Database database;
    private PostgresEventLog log;

    static List<PostgresStorage> storages() {
        return List.of(PostgresStorage.BUNDLED, PostgresStorage.DEBIAN_15);
    }

    @BeforeEach
    void open() {
        database = storage.database();
        log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
    }

    @AfterEach
    void close() {
        if (log != null) {
            log.close();
        }
    }

    @Test
    void rows_becomeDurableWithTheAppend() throws SQLException {
        assertThat(log.append(request("n1"), row("a"))).isInstanceOf(Appended.class);
        assertThat(rows()).containsExactly("a");
    }

    @Test
    void refusedAppend_writesNoRows() throws SQLException {
        log.append(request("n1")).orThrow();
        AppendRequest stale = TestEvents.expecting(workspace, "n1", 0, TestEvents.event("n1", "note.updated"));
        assertThat(log.append(stale, row("a"))).isInstanceOf(VersionConflict.class);
        assertThat(rows()).isEmpty();
    }

    @Test
    void repeatedAppend_writesItsRows() throws SQLException {
        AppendRequest request = request("n1");
        log.append(request).orThrow();
        assertThat(log.append(request, row("a")).orThrow().repeated()).isTrue();
        assertThat(rows()).containsExactly("a");
    }

    @Test
    void workThatThrows_storesNothing_andTheLogGoesOn() throws SQLException {
        assertThatThrownBy(() -> log.append(request("n1"), connection -> {
                    row("a").write(connection);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(TableWorkException.class)
                .hasMessage("the tables beside an append were not written: no")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> log.append(request("n1"), connection -> {
                    row("b").write(connection);
                    row("b").write(connection);
                }))
                .isInstanceOf(TableWorkException.class)
                .hasCauseInstanceOf(SQLException.class);
        assertThat(log.position(workspace)).isZero();
        assertThat(log.append(request("n1"), row("c"))).isInstanceOf(Appended.class);
        assertThat(rows()).containsExactly("c");
        assertThat(log.position(workspace)).isEqualTo(1);
    }

    @Test
    void workThatThrows_doesNotHurtTheAppendsThatAreWrittenWithIt() throws Exception {
        AtomicInteger stored = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection blocker = database.dataSource().getConnection();
                Statement statement = blocker.createStatement()) {
            // given: appends that wait for one another, for the head is held by somebody else
            log.append(request("n0")).orThrow();
            blocker.setAutoCommit(false);
            statement.execute("SELECT 1 FROM workspace_head WHERE workspace_id = '" + workspace + "' FOR UPDATE");
            List<Future<?>> running = IntStream.range(0, 60)
                    .<Future<?>>mapToObj(n -> threads.submit(() -> {
                        TableWork work = n % 3 != 0
                                ? row("r" + n)
                                : connection -> {
                                    row("x" + n).write(connection);
                                    throw new IllegalStateException("no");
                                };
                        return log.append(request("n" + n), n % 3 == 1 ? TableWork.NONE : work);
                    }))
                    .toList();

            // when
            blocker.rollback();
            blocker.setAutoCommit(true);

            // then
            for (Future<?> each : running) {
                try {
                    each.get();
                    stored.incrementAndGet();
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(TableWorkException.class);
                    refused.incrementAndGet();
                }
            }
        }
        assertThat(refused.get()).isEqualTo(20);
        assertThat(stored.get()).isEqualTo(40);
        assertThat(log.position(workspace)).isEqualTo(41);
        assertThat(rows()).hasSize(20).allMatch(row -> row.startsWith("r"));
    }

    private AppendRequest request(String subject) {
        return TestEvents.request(workspace, draft(subject, "note.updated"));
    }

    /** Some row that the runtime role may write; one subscriber has one. */
    private TableWork row(String subscriber) {
        return connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO checkpoint (workspace_id, subscriber, position) VALUES (?, ?, 0)")) {
                insert.setString(1, workspace);
                insert.setString(2, subscriber);
                insert.executeUpdate();
            }
        };
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT subscriber FROM checkpoint WHERE workspace_id = '" + workspace + "'")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
