package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.cli.RealServer.Ended;
import dev.synap.client.KeyRequest;
import dev.synap.client.Synap;
import dev.synap.client.SynapClientException;
import dev.synap.core.access.Role;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.ServerSettings;
import dev.synap.server.web.WebSettings;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.access.KeySecret;
import dev.synap.store.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does when tables are lost. */
@Timeout(180)
class RecoveryCommandsTest {

    private static final List<String> TABLES = List.of(
            "notes",
            "tasks",
            "projects",
            "relations",
            "tags",
            "comments",
            "proposals",
            "entities",
            "members",
            "shares",
            "policies",
            "schemas");

    @TempDir
    private Path directory;

    private String database = "";
    private final List<String> said = new ArrayList<>();
    private RunningServer server;

    @BeforeEach
    void start() {
        database = TestPostgres.bundled().createDatabase();
        server = startServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void droppedTables_areNamedByTheServer_andRebuiltByTheCommand() throws SQLException {
        // given
        try (Synap synap = client()) {
            synap.notes().waiting().create(n -> n.put("id", "note_1").put("title", "Marketing Plan")).orThrow();
            synap.tasks().waiting().create(t -> t.put("id", "task_1").put("title", "Call Marie")).orThrow();
            synap.users().create("mary", "Mary");
            synap.members().waiting().add("mary", Role.EDITOR).orThrow();
        }
        List<String> rows = rows();
        execute("DROP TABLE " + String.join(", ", TABLES) + ", snapshot, checkpoint");

        // then: it says so, at work and at its start
        try (Synap synap = client()) {
            assertThatThrownBy(() -> synap.notes().get("note_1"))
                    .isInstanceOf(SynapClientException.class)
                    .hasMessageContaining("./synap rebuild all");
        }
        server.close();
        server = startServer();
        assertThat(said).anyMatch(line -> line.startsWith("These tables are missing: checkpoint, notes, "));

        // when
        Ended rebuilt = run("rebuild", "all");

        // then
        assertThat(rebuilt.err()).startsWith("Missing: checkpoint, notes, ");
        assertThat(rebuilt.out()).matches("Rebuilt all from \\d+ events in [0-9.]+ s\n");
        assertThat(rows()).isEqualTo(rows);
        assertThat(run("rebuild", "--list").out()).contains("done").contains("all");
        // and writes go on, and what was answered is not answered again
        try (Synap synap = client()) {
            long before = synap.events().position();
            synap.notes().waiting().create(n -> n.put("id", "note_2")).orThrow();
            assertThat(synap.events().position()).isEqualTo(before + 4);
            assertThat(synap.notes().get("note_1")).isPresent();
        }
    }

    @Test
    void rebuild_takesAServerAdmin_andAKnownName() {
        assertThat(run("rebuild", "noise").err()).contains("must be one of notes, tasks");
        try (Synap synap = client()) {
            synap.users().create("bob", "Bob");
            String key = synap.keys().create(KeyRequest.named("bob's").user("bob")).secret();
            Ended refused = RealServer.run(
                    "", Map.of("SYNAP_URL", server.url(), "SYNAP_KEY", key), "rebuild", "all");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).containsAnyOf("server admin", "scope admin");
        }
    }

    private RunningServer startServer() {
        return RunningServer.start(
                new ServerSettings(
                        new WebSettings("127.0.0.1", 0, false, 1_000),
                        directory,
                        Optional.of(DatabaseSettings.parse(database)),
                        Optional.of(KeySecret.chosen("key", RealServer.KEY))),
                said::add);
    }

    private Synap client() {
        return Synap.builder().url(server.url()).key(RealServer.KEY).build();
    }

    private Ended run(String... args) {
        return RealServer.run("", Map.of("SYNAP_URL", server.url()), args);
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT '%1$s ' || row_to_json(t)::text FROM %1$s t ORDER BY 1".formatted(table))) {
                    while (row.next()) {
                        rows.add(row.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
