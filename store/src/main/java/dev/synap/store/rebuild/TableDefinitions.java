package dev.synap.store.rebuild;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The definitions of tables, taken out of the migrations that made them: so a table that is made anew is the one that
 * a new database would get.
 */
record TableDefinitions(List<Definition> definitions) {

    private static final String SCRIPTS = """
            SELECT script FROM flyway_schema_history
            WHERE success AND script LIKE '%.sql'
            ORDER BY installed_rank
            """;

    private static final Pattern ABOUT = Pattern.compile(
            "^(?:CREATE TABLE|ALTER TABLE|CREATE (?:UNIQUE )?INDEX \\w+\\s+ON) (\\w+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");

    /** The migrations that this database has been through. */
    static TableDefinitions applied(Connection owner) throws SQLException {
        List<Definition> found = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(SCRIPTS)) {
            while (row.next()) {
                for (String each : read(row.getString(1)).split(";\\s*\\n")) {
                    String sql = COMMENT.matcher(each).replaceAll("").strip();
                    Matcher about = ABOUT.matcher(sql);
                    if (about.find()) {
                        found.add(new Definition(about.group(1), sql));
                    }
                }
            }
        }
        return new TableDefinitions(List.copyOf(found));
    }

    /** What makes a table, without the indexes that are not part of it. */
    List<String> table(String name) {
        return of(name).filter(each -> !each.isIndex()).map(Definition::sql).toList();
    }

    /** What makes the other indexes of a table, each unless it is there already. */
    List<String> indexes(String name) {
        return of(name).filter(Definition::isIndex)
                .map(each -> each.sql().replaceFirst("(?i)INDEX ", "INDEX IF NOT EXISTS "))
                .toList();
    }

    private Stream<Definition> of(String table) {
        return definitions.stream().filter(each -> each.table().equals(table));
    }

    private static String read(String script) {
        String path = "/db/migration/" + script;
        try (InputStream in = TableDefinitions.class.getResourceAsStream(path)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A statement about a table. */
    record Definition(String table, String sql) {
        boolean isIndex() {
            return !sql.regionMatches(true, 0, "CREATE TABLE", 0, 12) && !sql.regionMatches(true, 0, "ALTER", 0, 5);
        }
    }
}
