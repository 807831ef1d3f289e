package dev.synap.store.feed;

import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.TableWork;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A database with a table for what subscribers do in tests. It has no key, so what is done twice stands there
 * twice.
 */
record FeedDatabase(String url, Database database) {

    private static final Map<TestPostgres, FeedDatabase> SHARED = new ConcurrentHashMap<>();

    /** The one that tests share. */
    static FeedDatabase of(TestPostgres server) {
        return SHARED.computeIfAbsent(server, FeedDatabase::create);
    }

    /** A new one. */
    static FeedDatabase create(TestPostgres server) {
        String url = server.createDatabase();
        Database database = Database.connect(DatabaseSettings.parse(url));
        FeedDatabase made = new FeedDatabase(url, database);
        made.execute("CREATE TABLE effect (nr bigint GENERATED ALWAYS AS IDENTITY, subscriber text, workspace_id text, "
                + "subject_id text, event_id text, position bigint)");
        made.execute("GRANT ALL ON effect TO PUBLIC");
        return made;
    }

    /** Notes that a subscriber has handled an event. */
    static TableWork effect(String subscriber, String workspaceId, String subjectId, String eventId, long position) {
        return connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO effect (subscriber, workspace_id, subject_id, event_id, position) VALUES (?, ?, ?, ?, ?)")) {
                insert.setString(1, subscriber);
                insert.setString(2, workspaceId);
                insert.setString(3, subjectId);
                insert.setString(4, eventId);
                insert.setLong(5, position);
                insert.executeUpdate();
            }
        };
    }

    /** The events that a subscriber has handled, in the order in which it did. */
    List<String> effects(String subscriber, String workspaceId) {
        return texts("SELECT event_id FROM effect WHERE subscriber = '%s' AND workspace_id = '%s' ORDER BY nr"
                .formatted(subscriber, workspaceId));
    }

    /** The first column of a query's rows. */
    List<String> texts(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(String.valueOf(row.getString(1)));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
