package dev.synap.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The role that Synap runs under once its tables stand. It may add events, and read them; it may not
 * change or remove any.
 */
final class RuntimeRole {

    private static final String NAME = "synap_runtime";

    /** Raised when two nodes make the role at once. */
    private static final String DUPLICATE_OBJECT = "42710";

    private static final String UNIQUE_VIOLATION = "23505";

    private RuntimeRole() {}

    /**
     * The name of the runtime role, quoted: a role of its own where the connected one may make it, else
     * the connected role itself, which then loses the same rights.
     */
    static String prepare(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            if (exists(statement) || mayCreateRoles(statement)) {
                createIfMissing(statement);
                statement.execute("GRANT " + NAME + " TO CURRENT_USER");
                return NAME;
            }
            try (ResultSet rows = statement.executeQuery("SELECT quote_ident(current_user)")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** Gives the role what it needs, and takes away the right to change or remove events. */
    static void limit(Connection owner, String role) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            String schema;
            try (ResultSet rows = statement.executeQuery("SELECT quote_ident(current_schema())")) {
                rows.next();
                schema = rows.getString(1);
            }
            statement.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + role);
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO " + role);
            makeAppendOnly(statement, "event", role);
            makeAppendOnly(statement, "event_key", role);
            try (ResultSet partitions = statement.executeQuery(
                    "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event'::regclass")) {
                while (partitions.next()) {
                    try (Statement revoke = owner.createStatement()) {
                        makeAppendOnly(revoke, partitions.getString(1), role);
                    }
                }
            }
        }
    }

    static void makeAppendOnly(Statement statement, String table, String role) throws SQLException {
        statement.execute("REVOKE UPDATE, DELETE, TRUNCATE ON " + table + " FROM PUBLIC, " + role);
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "' AND pg_has_role(oid, 'MEMBER')")) {
            return rows.next();
        }
    }

    private static boolean mayCreateRoles(Statement statement) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static void createIfMissing(Statement statement) throws SQLException {
        if (exists(statement)) {
            return;
        }
        try {
            statement.execute("CREATE ROLE " + NAME + " NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE");
        } catch (SQLException e) {
            boolean madeMeanwhile =
                    DUPLICATE_OBJECT.equals(e.getSQLState()) || UNIQUE_VIOLATION.equals(e.getSQLState());
            if (!madeMeanwhile) {
                throw e;
            }
        }
    }
}
