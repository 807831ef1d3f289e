package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.cli.RealServer.Ended;
import dev.synap.client.Note;
import dev.synap.client.Synap;
import dev.synap.core.event.Ids;
import dev.synap.core.json.Json;
import dev.synap.core.write.DerivedIds;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.ServerSettings;
import dev.synap.server.web.WebSettings;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.access.KeySecret;
import dev.synap.store.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** An operator finds out by the commands what a worker could not handle, and gets its subject going again. */
@Timeout(120)
class ParkedCommandsTest {

    private static final int ATTEMPTS = 8;
    private static final String POISON = "Poison";

    private static String database = "";
    private static RunningServer server;
    private static int workspaces;

    private String workspace = "";
    private Synap synap;

    @BeforeAll
    static void start() {
        database = TestPostgres.bundled().createDatabase();
        server = RunningServer.start(
                new ServerSettings(
                        new WebSettings("127.0.0.1", 0, false, 1_000),
                        Path.of("target", "no-data-here"),
                        Optional.of(DatabaseSettings.parse(database)),
                        Optional.of(KeySecret.chosen("key", RealServer.KEY))),
                _ -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makeWorkspace() {
        workspace = "parked_" + ++workspaces;
        synap = Synap.builder()
                .url(server.url())
                .key(RealServer.KEY)
                .workspace(workspace)
                .build();
        synap.workspaces().create(workspace, "Workspace of a test");
    }

    @Test
    void aRequestThatCanNeverBeAnswered_isShownWithItsError_failsAgainWhenRetried_andIsLeftOutWhenSkipped() {
        // given: the owner's own history holds the id that the answer needs
        String taken = DerivedIds.event("evt_doomed", "approved");
        Ended imported = cliReading(
                "{\"id\":\"%s\",\"type\":\"x.happened\",\"subjectId\":\"x_1\"}".formatted(taken), "import", "-");
        assertThat(imported.exitCode()).isZero();
        synap.notes().with(w -> w.eventId("evt_doomed")).create(n -> n.put("id", "note_1"));
        synap.notes()
                .with(w -> w.eventId("evt_next"))
                .create(n -> n.put("id", "note_1").put("title", "Next"));
        String id = Ids.derived("parked", "writes", "evt_doomed");
        awaitParked(id);

        // when, then: it is shown, and others go on
        synap.notes().waiting().create(n -> n.put("id", "note_2")).orThrow();
        assertThat(cli("workers", "list").line(id)).matches(id + " +writes +2 +parked +" + ATTEMPTS + " +note_1");
        assertThat(cli("workers", "list").line(Ids.derived("parked", "writes", "evt_next")))
                .matches("\\S+ +writes +\\d+ +waiting +0 +note_1");
        String error =
                id + ":\njava.lang.IllegalStateException: [" + taken + "] is the id of another event, at position 1\n";
        assertThat(cli("workers", "list").out()).endsWith("\n" + error);
        assertThat(cli("workers", "list", "--stack").out()).contains("\n" + error + "\tat dev.synap.store.feed.");
        assertThat(cli("dispatch", "--status", "parked").out()).contains("note_1", id.substring(0, 20));
        assertThat(synap.notes().get("note_1")).isEmpty();

        // and when, then: it fails once more
        assertThat(cli("workers", "retry", id))
                .isEqualTo(new Ended(0, "writes tries evt_doomed of note_1 again\n", ""));
        Awaitility.await()
                .until(() -> cli("workers", "list").line(id).matches(".* parked +" + (ATTEMPTS + 1) + " +note_1"));

        // and when, then: what waited behind it is done
        assertThat(cli("workers", "skip", id)).isEqualTo(new Ended(0, "writes leaves out evt_doomed of note_1\n", ""));
        Awaitility.await().until(() -> title("note_1").equals("Next"));
        assertThat(cli("workers", "list").out()).doesNotContain("PARKED");
        assertThat(cli("workers", "skip", id).exitCode()).isEqualTo(1);
        synap.notes().waiting().update("note_1", n -> n.put("title", "Later")).orThrow();
        assertAudited("worker.retried", id, "evt_doomed", ATTEMPTS);
        assertAudited("worker.skipped", id, "evt_doomed", ATTEMPTS + 1);
    }

    @Test
    void aFactThatTheTablesRefuse_isShownWithItsError_andComesThroughWhenRetriedOnceTheyTakeIt() throws SQLException {
        // given
        execute("ALTER TABLE notes ADD CONSTRAINT not_this CHECK (title <> '" + POISON + "') NOT VALID");
        String id;
        try {
            synap.notes().create(n -> n.put("id", "note_1").put("title", POISON));
            synap.notes().update("note_1", n -> n.put("content", "Behind it"));
            String fact = Awaitility.await()
                    .until(() -> events("note.created"), found -> !found.isEmpty())
                    .getFirst()
                    .path("id")
                    .asString();
            id = Ids.derived("parked", "projections", fact);
            awaitParked(id);

            // when, then
            synap.notes()
                    .waiting()
                    .create(n -> n.put("id", "note_2").put("title", "Fine"))
                    .orThrow();
            assertThat(cli("workers", "list").line(id))
                    .matches(id + " +projections +\\d+ +parked +" + ATTEMPTS + " +note_1");
            assertThat(cli("workers", "list").out()).contains("violates check constraint \"not_this\"");
            assertThat(cli("workers", "list", "--stack").out()).contains("\tat dev.synap.store.projection.");
        } finally {
            execute("ALTER TABLE notes DROP CONSTRAINT not_this");
        }

        // and when
        assertThat(cli("workers", "retry", id).exitCode()).isZero();

        // then
        Awaitility.await()
                .until(() -> synap.notes()
                        .get("note_1")
                        .filter(note -> "Behind it".equals(note.content()))
                        .isPresent());
        assertThat(title("note_1")).isEqualTo(POISON);
        Awaitility.await().until(() -> !cli("workers", "list").out().contains("PARKED"));
        synap.notes().waiting().update("note_1", n -> n.put("title", "Later")).orThrow();
        assertThat(title("note_1")).isEqualTo("Later");
        assertAudited(
                "worker.retried",
                id,
                events("note.created").getFirst().path("id").asString(),
                ATTEMPTS);
    }

    /** Lets the pauses between the attempts pass at once. */
    private void awaitParked(String id) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            execute("UPDATE parked SET next_attempt_at = now() WHERE status = 'retrying'");
            return cli("workers", "list")
                    .out()
                    .lines()
                    .anyMatch(each -> each.startsWith(id) && each.contains(" parked "));
        });
    }

    private void assertAudited(String type, String parkedId, String eventId, int attempts) {
        List<JsonNode> audits = events(type);
        assertThat(audits).hasSize(1);
        JsonNode audit = audits.getFirst();
        assertThat(audit.path("subjectId").asString()).isEqualTo(parkedId);
        assertThat(audit.path("userId").asString()).isEqualTo("owner");
        assertThat(audit.path("causationId").asString()).isEqualTo(eventId);
        assertThat(audit.at("/data/attempts").asInt()).isEqualTo(attempts);
        assertThat(audit.at("/data/error").asString()).isNotEmpty();
    }

    private List<JsonNode> events(String type) {
        return cli("events", "--type", type, "--json")
                .out()
                .lines()
                .<JsonNode>map(Json::readObject)
                .toList();
    }

    private String title(String id) {
        return synap.notes().get(id).map(Note::title).orElse("");
    }

    private Ended cli(String... args) {
        return cliReading("", args);
    }

    private Ended cliReading(String input, String... args) {
        List<String> here =
                Stream.concat(Stream.of(args), Stream.of("-w", workspace)).toList();
        return RealServer.run(input, Map.of("SYNAP_URL", server.url()), here.toArray(String[]::new));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
