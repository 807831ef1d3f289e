package dev.synap.store.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AppendRequest;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a workspace one text is read at a time, the latest of its subject, and none is forgotten, whoever dies. */
class ReadingQueueTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration NOW = Duration.ZERO;

    private static Database database;
    private static PostgresEventLog log;

    private final String workspace = TestEvents.unique("ws");
    private final ReadingQueue queue = new ReadingQueue(database.dataSource());

    @BeforeAll
    static void open() {
        database =
                Database.connect(DatabaseSettings.parse(TestPostgres.bundled().createDatabase()));
        log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
    }

    @AfterAll
    static void close() {
        log.close();
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM reading");
        }
    }

    @Test
    void ofAWorkspace_oneIsReadAtATime_andWorkspacesDoNotWaitForEachOther() throws SQLException {
        written(workspace, "note_1", "note_2");
        String other = TestEvents.unique("ws");
        written(other, "note_3");

        List<Reading> first = queue.claim(10, LONG);

        assertThat(first).extracting(Reading::workspaceId).containsExactlyInAnyOrder(workspace, other);
        assertThat(queue.claim(10, LONG)).isEmpty();
        Reading one = of(first, workspace);
        queue.done(one, NOW);
        Reading two = of(queue.claim(10, LONG), workspace);
        assertThat(List.of(one.subjectId(), two.subjectId())).containsExactlyInAnyOrder("note_1", "note_2");
        queue.done(two, NOW);
        queue.done(of(first, other), NOW);
        assertThat(queue.isAnyDue()).isFalse();
    }

    @Test
    void whoTakesATextOver_isToldWhetherTheModelWasAsked() throws SQLException {
        written(workspace, "note_1");

        queue.claim(1, NOW);
        Reading second = queue.claim(1, NOW).getFirst();
        queue.asking(second);
        Reading third = queue.claim(1, NOW).getFirst();

        assertThat(second.askedAttempt()).isZero();
        assertThat(third.attempt()).isEqualTo(3);
        assertThat(third.askedAttempt()).isEqualTo(2);
    }

    @Test
    void whoeverClaimsAtOnce_takesNoTwoOfAWorkspace() throws Exception {
        written(workspace, "note_1", "note_2", "note_3", "note_4", "note_5", "note_6");

        List<Thread> threads = IntStream.range(0, 6)
                .mapToObj(i -> Thread.ofPlatform().start(() -> queue.claim(1, LONG)))
                .toList();
        for (Thread each : threads) {
            each.join();
        }

        assertThat(held()).isEqualTo(1);
    }

    @Test
    void ofASubject_theLatestIsRead_andWhatComesMeanwhileIsNotForgotten() throws SQLException {
        written(workspace, "note_1");
        List<Event> later = written(workspace, "note_1");

        Reading reading = queue.claim(1, LONG).getFirst();

        assertThat(reading.eventId()).isEqualTo(later.getFirst().id());
        assertThat(reading.attempt()).isEqualTo(1);
        List<Event> meanwhile = written(workspace, "note_1");
        queue.done(reading, NOW);
        Reading next = queue.claim(1, LONG).getFirst();
        assertThat(next.eventId()).isEqualTo(meanwhile.getFirst().id());
        assertThat(next.attempt()).isEqualTo(1);
    }

    @Test
    void whoDiesWithAText_leavesItToAnother_andWhoComesBackSaysNothing() throws SQLException {
        written(workspace, "note_1");
        Reading dead = queue.claim(1, NOW).getFirst();

        Reading other = queue.claim(1, LONG).getFirst();

        assertThat(other.attempt()).isEqualTo(2);
        queue.done(dead, NOW);
        queue.leave(dead, NOW);
        assertThat(queue.claim(1, LONG)).isEmpty();
        queue.leave(other, NOW);
        assertThat(queue.claim(1, LONG).getFirst().attempt()).isEqualTo(3);
    }

    @Test
    void aTextThatWasJustWritten_isLeftAloneForAWhile() throws SQLException {
        List<Event> events = append(workspace, "note_1");
        add(events, LONG);

        assertThat(queue.isAnyDue()).isFalse();
        assertThat(queue.claim(1, LONG)).isEmpty();
    }

    @Test
    void soManyWaitAtMost() throws SQLException {
        String[] notes = IntStream.range(0, ReadingQueue.MAX_WAITING)
                .mapToObj(i -> "note_" + i)
                .toArray(String[]::new);
        written(workspace, notes[0]);
        assertThat(queue.isFull(workspace)).isFalse();

        written(workspace, notes);

        assertThat(queue.isFull(workspace)).isTrue();
        assertThat(queue.isFull(TestEvents.unique("ws"))).isFalse();
    }

    @Test
    void tokens_areThoseOfOneAgentsCalls_sinceATime_whateverOthersWrite() {
        Instant before = Instant.now().minusSeconds(60);
        String call = "{\"inputTokens\": 700, \"outputTokens\": 50}";
        append(workspace, "user_1", "model.called", "reading_1", call);
        append(workspace, "user_1", "model.called", "reading_1", call);
        append(workspace, "user_2", "model.called", "reading_1", call);
        append(workspace, "user_1", "model.answered", "reading_1", call);
        append(workspace, "user_1", "model.called", "reading_1", "{\"inputTokens\": -9, \"outputTokens\": \"x\"}");
        ModelCalls calls = new ModelCalls(database.dataSource());

        assertThat(calls.tokensSince(workspace, "user_1", before)).isEqualTo(1_500);
        assertThat(calls.tokensSince(workspace, "user_1", Instant.now().plusSeconds(60)))
                .isZero();
        assertThat(calls.tokensSince(TestEvents.unique("ws"), "user_1", before)).isZero();
    }

    @Test
    void suggestedWords_areThoseOfOneAgentInOneSubject_andAnybodysLongIdsAreTaken() {
        append(workspace, "user_1", "agent.invoked", "s_1", "{\"subjectId\": \"note_1\", \"words\": \"Buy milk\"}");
        append(workspace, "user_1", "agent.invoked", "s_2", "{\"subjectId\": \"note_2\", \"words\": \"Other\"}");
        append(workspace, "user_2", "agent.invoked", "s_3", "{\"subjectId\": \"note_1\", \"words\": \"Forged\"}");
        append(workspace, "user_1", "agent.invoked", "s_4", "{\"subjectId\": \"" + "n".repeat(100_000) + "\"}");

        assertThat(new SuggestedWords(database.dataSource()).of(workspace, "note_1", "user_1"))
                .containsExactly("Buy milk");
    }

    private List<Event> written(String workspaceId, String... subjects) throws SQLException {
        List<Event> events = append(workspaceId, subjects);
        add(events, NOW);
        return events;
    }

    private List<Event> append(String workspaceId, String... subjects) {
        long before = log.position(workspaceId);
        log.append(AppendRequest.of(
                        workspaceId,
                        Stream.of(subjects)
                                .map(subject -> TestEvents.event(TestEvents.draft(subject, "note.updated")))
                                .toList()))
                .orThrow();
        try (Stream<Event> events = log.stream(workspaceId, before)) {
            return events.toList();
        }
    }

    private void append(String workspaceId, String userId, String type, String subjectId, String data) {
        NewEvent event = new NewEvent(
                TestEvents.unique("evt"),
                type,
                subjectId,
                null,
                JsonObject.of(Json.readObject(data)),
                JsonObject.empty(),
                userId,
                "test",
                null,
                null,
                null);
        log.append(AppendRequest.of(workspaceId, List.of(event))).orThrow();
    }

    private void add(List<Event> events, Duration settleFor) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            ReadingQueue.add(events, settleFor).write(connection);
        }
    }

    private long held() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM reading WHERE held")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Reading of(List<Reading> readings, String workspaceId) {
        return readings.stream()
                .filter(reading -> reading.workspaceId().equals(workspaceId))
                .findFirst()
                .orElseThrow();
    }
}
