package dev.synap.store.rebuild;

import dev.synap.store.Database;
import dev.synap.store.projection.Projections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema that new tables are filled in, under the names of those that they will take the place of: so all code
 * that keeps tables keeps these, too, over a connection that looks here first, and no index needs another name.
 */
final class ShadowSchema {

    static final String SNAPSHOT = "snapshot";

    private static final Set<String> MADE_MEANWHILE = Set.of("42P07", "23505");
    private static final Logger log = LoggerFactory.getLogger(ShadowSchema.class);

    private final Database database;
    private final String live;
    private final String shadow;

    private ShadowSchema(Database database, String live, String shadow) {
        this.database = database;
        this.live = live;
        this.shadow = shadow;
    }

    static ShadowSchema of(Database database) throws SQLException {
        try (Connection owner = database.openAsOwner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT quote_ident(current_schema()), quote_ident(current_schema() || '_rebuild')")) {
            row.next();
            return new ShadowSchema(database, row.getString(1), row.getString(2));
        }
    }

    /** All tables that are filled. */
    static List<String> tables() {
        return Stream.concat(Projections.tables().stream(), Stream.of(SNAPSHOT)).toList();
    }

    /** The schema of the tables that are read, quoted. */
    String live() {
        return live;
    }

    /** Connections that see the new tables, and all others as they are. */
    DataSource dataSource() {
        return database.dataSource(shadow);
    }

    /** Makes the tables, empty and without indexes, in the place of what an earlier rebuild left. */
    void create(Connection owner) throws SQLException {
        TableDefinitions definitions = TableDefinitions.applied(owner);
        try (Statement statement = owner.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + shadow + " CASCADE");
            statement.execute("CREATE SCHEMA " + shadow);
            lookIn(statement, shadow);
            for (String table : tables()) {
                for (String sql : definitions.table(table)) {
                    statement.execute(sql);
                }
            }
            lookIn(statement, live);
        }
        database.openToRuntimeRole(owner, shadow, tables());
    }

    /** Makes the indexes that are missing, and tells the planner what is in the tables. */
    void index(Pace pace) throws SQLException, InterruptedException {
        try (Connection owner = database.openAsOwner();
                Statement statement = owner.createStatement()) {
            TableDefinitions definitions = TableDefinitions.applied(owner);
            statement.execute("SET maintenance_work_mem = '128MB'");
            statement.execute("SET search_path = " + shadow + ", " + live);
            for (String table : tables()) {
                for (String sql : definitions.indexes(table)) {
                    long began = System.nanoTime();
                    makeIndex(statement, sql);
                    pace.rest(Duration.ofNanos(System.nanoTime() - began));
                }
                statement.execute("ANALYZE " + table);
            }
        }
    }

    /** A node that was killed may have left the database at work on the very same index: then it is there soon. */
    private static void makeIndex(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!MADE_MEANWHILE.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            statement.execute(sql);
        }
    }

    /**
     * Keeps everybody from the tables that are to be replaced, until the owner's transaction ends.
     *
     * @param patience how long to wait for those who use a table now; whoever comes meanwhile waits behind
     */
    void lock(Connection owner, List<String> replaced, Duration patience) throws SQLException {
        List<String> present = new ArrayList<>();
        for (String table : replaced) {
            if (exists(owner, live + "." + table)) {
                present.add(live + "." + table);
            }
        }
        try (Statement statement = owner.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '" + patience.toMillis() + "ms'");
            if (!present.isEmpty()) {
                statement.execute("LOCK TABLE " + String.join(", ", present) + " IN ACCESS EXCLUSIVE MODE");
            }
        }
    }

    /** Puts new tables in the place of those there are, as part of the owner's transaction, and drops the rest. */
    void swap(Connection owner, List<String> replaced) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (String table : replaced) {
                statement.execute("DROP TABLE IF EXISTS " + live + "." + table);
                statement.execute("ALTER TABLE " + shadow + "." + table + " SET SCHEMA " + live);
            }
            statement.execute("DROP SCHEMA " + shadow + " CASCADE");
            statement.execute("DELETE FROM " + live + ".rebuild_workspace");
        }
    }

    /** Takes away what a rebuild that failed has left. */
    void drop() {
        try (Connection owner = database.openAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + shadow + " CASCADE");
        } catch (SQLException e) {
            log.warn("the tables of a failed rebuild are left to the next one: {}", e.getMessage());
        }
    }

    /** Snapshots that were written meanwhile. */
    void keepNewSnapshots(Connection owner) throws SQLException {
        if (exists(owner, live + "." + SNAPSHOT)) {
            try (Statement statement = owner.createStatement()) {
                statement.execute("""
                        INSERT INTO %1$s.snapshot
                        SELECT s.*
                        FROM %2$s.snapshot s
                        JOIN %2$s.rebuild_workspace w ON w.workspace_id = s.workspace_id AND s.position > w.began_at
                        ON CONFLICT DO NOTHING
                        """.formatted(shadow, live));
            }
        }
    }

    private static void lookIn(Statement statement, String schema) throws SQLException {
        statement.execute("SET LOCAL search_path = " + schema);
    }

    static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
