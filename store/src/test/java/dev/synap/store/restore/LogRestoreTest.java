package dev.synap.store.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.EventJson;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.HashChain;
import dev.synap.core.log.Verification;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.access.Users;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogRestoreTest {

    private static final List<String> TABLES = List.of("event", "event_key", "subject_head", "workspace_head");

    private final Database source = database();
    private final Database target = database();
    private final PostgresEventLog original = log(source, Clock.systemUTC());
    private final PostgresEventLog restored = log(target, Clock.systemUTC());
    private final LogRestore restore = new LogRestore(target, Clock.systemUTC(), List.of("writes"));

    @BeforeEach
    void makeOwner() {
        new Users(target.dataSource()).create("owner", "Owner", true);
    }

    @AfterEach
    void close() {
        original.close();
        restored.close();
        source.close();
        target.close();
    }

    @Test
    void restoredLog_isTheOriginal_rowForRow_andGoesOn() {
        // given: two logs, one begun long ago
        try (PostgresEventLog before = log(source, Clock.offset(Clock.systemUTC(), Duration.ofDays(-100)))) {
            append(before, "w1", TestEvents.updates("note_1", 3));
        }
        append(
                original,
                "w1",
                List.of(TestEvents.event(EventDraft.of("note.created")
                        .subject("note_2")
                        .data(Json.newObject().put("text", "a\tb\\c\nd \u00e9\ud83d\ude00 \\N")))));
        append(original, "w1", TestEvents.updates("note_1", 2));
        append(original, "w2", TestEvents.updates("note_1", 1500));
        List<Event> events = export("w1", "w2");

        // when
        List<Restored> first = restore.restore(events.iterator(), "owner");

        // then
        assertThat(first).extracting(Restored::added).containsExactly(6L, 1500L);
        assertThat(export(restored, "w1", "w2")).isEqualTo(events);
        assertThat(rows(target)).isEqualTo(rows(source));
        assertThat(restored.verify("w1")).isInstanceOf(Verification.Intact.class);

        // and again, nothing changes
        List<String> rows = rows(target);
        List<Restored> again = restore.restore(events.iterator(), "owner");
        assertThat(again).extracting(Restored::added).containsOnly(0L);
        assertThat(again)
                .extracting(Restored::hash)
                .isEqualTo(first.stream().map(Restored::hash).toList());
        assertThat(rows(target)).isEqualTo(rows);

        // and the log goes on, and takes in what the original has had since
        append(original, "w1", TestEvents.updates("note_3", 2));
        assertThat(restore.restore(export("w1").iterator(), "owner").getFirst().added())
                .isEqualTo(2);
        append(restored, "w1", TestEvents.updates("note_3", 1));
        assertThat(restored.verify("w1")).isInstanceOf(Verification.Intact.class);
        assertThat(rows(target)).hasSizeGreaterThan(rows(source).size());
    }

    @ParameterizedTest
    @CsvSource({
        "content,   4, has content that does not match its hash (",
        "removed,   4, is missing; the next event stands at 5",
        "first,     0, 'is not in the log, and the export begins behind it'",
        "version,   4, does not have the version that follows in its subject",
        "id,        4, has the id of an earlier event",
        "recorded,  4, was recorded before the event that it follows",
        "future,    4, was recorded in the future"
    })
    void changedExport_isRefused_namingTheFirstBadPosition(String change, long position, String reason) {
        append(original, "w1", TestEvents.updates("note_1", 6));
        List<Event> events = new ArrayList<>(export("w1"));
        switch (change) {
            case "content" -> events.set(3, changed(events.get(3), "\"n\":4", "\"n\":5"));
            case "removed" -> events.remove(3);
            case "first" -> {
                events.removeFirst();
                events.removeFirst();
            }
            case "version" -> resealed(events, 3, event -> changed(event, "\"version\":4", "\"version\":9"));
            case "id" ->
                resealed(
                        events,
                        3,
                        event -> changed(event, event.id(), events.get(0).id()));
            case "recorded" ->
                resealed(events, 3, event -> changed(event, recorded(event), "2001-01-01T00:00:00.000000Z"));
            default -> resealed(events, 3, event -> changed(event, recorded(event), "2999-01-01T00:00:00.000000Z"));
        }

        assertThatThrownBy(() -> restore.restore(events.iterator(), "owner"))
                .isInstanceOfSatisfying(RestoreRefusedException.class, refused -> {
                    assertThat(refused.workspaceId()).isEqualTo("w1");
                    assertThat(refused.position()).isEqualTo(change.equals("first") ? 2 : position);
                })
                .hasMessageContaining(reason);

        assertThat(rows(target)).isEmpty();
        assertThat(texts(target, "SELECT workspace_id FROM workspace")).isEmpty();
    }

    @Test
    void logWithOtherEvents_isRefused_andStaysAsItIs() {
        append(original, "w1", TestEvents.updates("note_1", 3));
        append(restored, "w1", TestEvents.updates("note_1", 2));
        List<String> rows = rows(target);

        assertThatThrownBy(() -> restore.restore(export("w1").iterator(), "owner"))
                .hasMessage("[w1] position 1 holds another event than the export; nothing was restored");

        assertThat(rows(target)).isEqualTo(rows);
    }

    @Test
    void answeredRequests_areNotAnsweredAgain_andOpenOnesAre() {
        append(original, "w1", List.of(request("q1")));
        append(
                original,
                "w1",
                List.of(TestEvents.event(EventDraft.of("entities.create.validated")
                        .subject("note_1")
                        .subjectType("note")
                        .correlation("q1")
                        .data(Json.newObject().put("requestId", "q1")))));
        append(original, "w1", List.of(request("q2")));

        restore.restore(export("w1").iterator(), "owner");

        assertThat(texts(target, "SELECT subscriber || ' ' || position FROM checkpoint"))
                .containsExactly("writes 2");
    }

    private static NewEvent request(String id) {
        return TestEvents.event(EventDraft.of("entities.create.requested")
                .id(id)
                .subject("note_1")
                .subjectType("note")
                .correlation(id)
                .data(Json.newObject().put("type", "note")));
    }

    private static String recorded(Event event) {
        return Json.readObject(EventJson.write(event)).get("recordedAt").stringValue();
    }

    /** As somebody would change it who does not make the hashes fit. */
    private static Event changed(Event event, String from, String to) {
        String json = EventJson.write(event);
        String sealed = "\"hash\":\"" + event.hash() + "\"";
        int recordedAt = json.indexOf("\"recordedAt\"");
        String other = from.startsWith("20")
                ? json.substring(0, recordedAt) + json.substring(recordedAt).replace(from, to)
                : json.replace(from, to);
        assertThat(other).isNotEqualTo(json).contains(sealed);
        return EventJson.read(other);
    }

    /** As somebody would change it who makes all hashes fit from there on. */
    private static void resealed(List<Event> events, int index, UnaryOperator<Event> change) {
        events.set(index, change.apply(events.get(index)));
        String hash = index == 0 ? HashChain.GENESIS : events.get(index - 1).hash();
        for (int i = index; i < events.size(); i++) {
            hash = HashChain.hash(hash, events.get(i));
            events.set(i, events.get(i).sealed(hash));
        }
    }

    private List<Event> export(String... workspaces) {
        return export(original, workspaces);
    }

    private static List<Event> export(PostgresEventLog log, String... workspaces) {
        List<Event> all = new ArrayList<>();
        for (String workspace : workspaces) {
            try (Stream<Event> events = log.stream(workspace, 0)) {
                events.map(EventJson::write).map(EventJson::read).forEach(all::add);
            }
        }
        return all;
    }

    private static void append(PostgresEventLog log, String workspace, List<NewEvent> events) {
        for (int from = 0; from < events.size(); from += 500) {
            log.append(AppendRequest.of(workspace, events.subList(from, Math.min(events.size(), from + 500))))
                    .orThrow();
        }
    }

    private static Database database() {
        return Database.connect(DatabaseSettings.parse(TestPostgres.bundled().createDatabase()));
    }

    private static PostgresEventLog log(Database database, Clock clock) {
        return new PostgresEventLog(database, clock, (w, s, from, to) -> {});
    }

    private static List<String> rows(Database database) {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.addAll(
                    texts(database, "SELECT '%1$s ' || row_to_json(t)::text FROM %1$s t ORDER BY 1".formatted(table)));
        }
        return rows;
    }

    private static List<String> texts(Database database, String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
