package dev.synap.server.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables that projections fill, read and emptied by plain JDBC. */
final class ProjectionTables {

    /** By the type of subject that each shows; subjects of all other types are in entities. */
    static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("note", "notes"),
            Map.entry("task", "tasks"),
            Map.entry("project", "projects"),
            Map.entry("relation", "relations"),
            Map.entry("comment", "comments"),
            Map.entry("proposal", "proposals"),
            Map.entry("member", "members"),
            Map.entry("share", "shares"),
            Map.entry("policy", "policies"),
            Map.entry("schema", "schemas"),
            Map.entry("setting", "settings"));

    private static final List<String> ALL = List.of(
            "notes",
            "tasks",
            "projects",
            "relations",
            "comments",
            "proposals",
            "members",
            "shares",
            "policies",
            "schemas",
            "settings",
            "entities",
            "tags");

    private ProjectionTables() {}

    /** The rows of a workspace in one of the tables, each with its columns as text. */
    static List<Map<String, @Nullable String>> rows(Connection connection, String table, String workspace)
            throws SQLException {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT * FROM " + table + " WHERE workspace_id = ?")) {
            query.setString(1, workspace);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Map<String, @Nullable String> columns = new TreeMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.put(row.getMetaData().getColumnName(i), row.getString(i));
                    }
                    rows.add(columns);
                }
            }
        }
        return rows;
    }

    /** All rows of a workspace, by table. */
    static Map<String, List<Map<String, @Nullable String>>> all(Connection connection, String workspace)
            throws SQLException {
        Map<String, List<Map<String, @Nullable String>>> tables = new TreeMap<>();
        for (String table : ALL) {
            tables.put(table, rows(connection, table, workspace));
        }
        return tables;
    }

    /** All rows of all tables of a workspace as text, ordered. */
    static List<String> dump(Connection connection, String workspace) throws SQLException {
        List<String> dump = new ArrayList<>();
        for (String table : ALL) {
            rows(connection, table, workspace).stream()
                    .map(row -> table + " " + row)
                    .sorted()
                    .forEach(dump::add);
        }
        return dump;
    }

    /** Empties all of them, and has the projections begin at the first event when a server starts next. */
    static void empty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + String.join(", ", ALL));
            statement.execute("DELETE FROM checkpoint WHERE subscriber = 'projections'");
        }
    }
}
