package dev.synap.store.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Fold;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AsOf;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Snapshots of a long-lived subject: written beside the appends, and all that a read needs of the past. */
class SnapshotsTest {

    @Test
    void aSubjectOfManyEvents_isReadFromItsLastSnapshotOn() throws SQLException {
        // given
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                Snapshots snapshots = new Snapshots(database.dataSource(), Snapshots.DEFAULT_INTERVAL).start();
                PostgresEventLog log = new PostgresEventLog(database, Clock.systemUTC(), snapshots::grown)) {
            for (int i = 0; i < 12; i++) {
                log.append(AppendRequest.of("w", TestEvents.updates("n1", 437))).orThrow();
            }
            List<Event> events;
            try (Stream<Event> all = log.stream("w", 0)) {
                events = all.toList();
            }

            // then
            await().untilAsserted(() ->
                    assertThat(snapshotVersions(url)).containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 5_000L));

            // when: what lies before a snapshot is gone, a read that needs it cannot be right
            execute(url, "DELETE FROM event WHERE version <= 4000");

            // then
            StateReader reader = new StateReader(database.dataSource(), snapshots);
            assertThat(reader.state("w", "n1", AsOf.latest())).isEqualTo(Fold.all("n1", events));
            assertThat(reader.state("w", "n1", AsOf.version(4_321)))
                    .isEqualTo(Fold.all("n1", events.subList(0, 4_321)));
            assertThat(reader.state("w", "n1", AsOf.position(4_999)))
                    .isEqualTo(Fold.all("n1", events.subList(0, 4_999)));
            assertThat(reader.state("w", "n1", AsOf.time(events.get(5_200).timestamp()))
                            .version())
                    .isGreaterThan(5_200);
        }
    }

    @Test
    void aSnapshotThatOtherReducersMade_isNotReadAndIsMadeAnew() throws SQLException {
        // given
        String url = TestPostgres.bundled().createDatabase();
        try (Database database = Database.connect(DatabaseSettings.parse(url));
                Snapshots snapshots = new Snapshots(database.dataSource(), 10);
                PostgresEventLog log = new PostgresEventLog(database, Clock.systemUTC(), snapshots::grown)) {
            log.append(AppendRequest.of("w", TestEvents.updates("n1", 25))).orThrow();
            List<Event> events;
            try (Stream<Event> all = log.stream("w", 0)) {
                events = all.toList();
            }
            snapshots.write("w", "n1");
            execute(url, "UPDATE snapshot SET generation = generation - 1, state = '{\"old\":true}'");

            // when
            StateReader reader = new StateReader(database.dataSource(), snapshots);

            // then
            assertThat(reader.state("w", "n1", AsOf.latest())).isEqualTo(Fold.all("n1", events));

            // when
            snapshots.write("w", "n1");
            execute(url, "DELETE FROM event WHERE version <= 20");

            // then
            assertThat(reader.state("w", "n1", AsOf.latest())).isEqualTo(Fold.all("n1", events));
        }
    }

    @Test
    void aSnapshotThatFailsInAnyWay_doesNotStopTheOthers() {
        // given: a database that fails as no database should
        CountDownLatch asked = new CountDownLatch(2);
        DataSource broken = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() {
                asked.countDown();
                throw new IllegalStateException("broken");
            }
        };

        // when
        try (Snapshots snapshots = new Snapshots(broken, 1).start()) {
            snapshots.request("w", "n1");
            snapshots.request("w", "n2");

            // then
            await().untilAsserted(() -> assertThat(asked.getCount()).isZero());
        }
    }

    private static List<Long> snapshotVersions(String url) throws SQLException {
        List<Long> versions = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM snapshot ORDER BY version")) {
            while (rows.next()) {
                versions.add(rows.getLong(1));
            }
        }
        return versions;
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
