package dev.synap.store.projection;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.log.AppendRequest;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A log on a real PostgreSQL whose projections are brought up to date by hand. */
final class ProjectedLog implements AutoCloseable {

    final Database database;
    final PostgresEventLog log;
    final Projections projections = new Projections();

    ProjectedLog() {
        this(TestPostgres.bundled());
    }

    ProjectedLog(TestPostgres postgres) {
        database = Database.connect(DatabaseSettings.parse(postgres.createDatabase()));
        log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
    }

    /** Appends an event, and projects it. */
    Event happened(String workspace, String type, String subjectId, ObjectNode data) {
        return happened(workspace, EventDraft.of(type).subject(subjectId).data(data));
    }

    Event happened(String workspace, String type, String subjectId) {
        return happened(workspace, type, subjectId, Json.newObject());
    }

    Event happened(String workspace, EventDraft draft) {
        List<Event> appended = append(workspace, List.of(TestEvents.event(draft)));
        project(workspace, appended);
        return appended.getFirst();
    }

    /** Appends events; nothing is projected yet. */
    List<Event> append(String workspace, List<NewEvent> events) {
        long before = log.position(workspace);
        log.append(AppendRequest.of(workspace, events)).orThrow();
        return read(workspace, before);
    }

    List<Event> read(String workspace, long after) {
        try (Stream<Event> events = log.stream(workspace, after)) {
            return events.toList();
        }
    }

    /** Projects the events in batches, of which the n-th has this size. */
    void project(String workspace, List<Event> events, IntUnaryOperator size) {
        List<Event> wanted =
                events.stream().filter(event -> projections.wants(event.type())).toList();
        int batch = 0;
        for (int from = 0; from < wanted.size(); batch++) {
            int to = Math.min(wanted.size(), from + size.applyAsInt(batch));
            project(workspace, wanted.subList(from, to));
            from = to;
        }
    }

    /** Projects one batch. */
    void project(String workspace, List<Event> batch) {
        List<Event> wanted =
                batch.stream().filter(event -> projections.wants(event.type())).toList();
        if (wanted.isEmpty()) {
            return;
        }
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            projections.react(workspace, wanted).tables().write(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every row of a workspace in every table, as text. */
    List<String> rows(String workspace) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : tables()) {
            String key = table.equals("tags") ? "subject_id, tag" : "id";
            rows.addAll(strings(
                    "SELECT '%1$s ' || row_to_json(t)::text FROM %1$s t WHERE workspace_id = ? ORDER BY %2$s"
                            .formatted(table, key),
                    workspace));
        }
        return rows;
    }

    void deleteRows(String workspace) throws SQLException {
        for (String table : tables()) {
            try (Connection connection = database.dataSource().getConnection();
                    PreparedStatement delete =
                            connection.prepareStatement("DELETE FROM " + table + " WHERE workspace_id = ?")) {
                delete.setString(1, workspace);
                delete.executeUpdate();
            }
        }
    }

    /** The first column of what the query finds. */
    List<String> strings(String sql, String... values) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> tables() {
        return Stream.concat(Stream.of(Table.values()).map(Table::sqlName), Stream.of("tags"))
                .toList();
    }

    @Override
    public void close() {
        log.close();
        database.close();
    }
}
