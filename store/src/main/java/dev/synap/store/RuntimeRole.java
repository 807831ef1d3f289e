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
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private RuntimeRole() {}

    /**
     * The name of the runtime role, quoted: a role of its own where the connected one may make it, else
     * the connected role itself, which then loses the same rights.
     */
    static String prepare(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            if (isMember(statement) || create(statement)) {
                return NAME;
            }
            try (ResultSet rows = statement.executeQuery("SELECT quote_ident(current_user)")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /**
     * Gives the role what it needs, and takes away the right to change or remove events. In one transaction:
     * other nodes may be at work under the role, and must not have that right for a moment.
     */
    static void limit(Connection owner, String role) throws SQLException {
        owner.setAutoCommit(false);
        grant(owner, role);
        owner.commit();
        owner.setAutoCommit(true);
    }

    private static void grant(Connection owner, String role) throws SQLException {
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
            // A plain view can be written through, with the rights of its owner.
            statement.execute("REVOKE INSERT ON events_timescale FROM PUBLIC, " + role);
            makeAppendOnly(statement, "events_timescale", role);
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

    private static boolean isMember(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "' AND pg_has_role(oid, 'MEMBER')")) {
            return rows.next();
        }
    }

    /** Makes the role, or joins it; false when the connected role may not. */
    private static boolean create(Statement statement) throws SQLException {
        try {
            statement.execute("""
                    DO $$ BEGIN
                        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                            CREATE ROLE %1$s NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
                        END IF;
                        GRANT %1$s TO CURRENT_USER;
                    END $$
                    """.formatted(NAME));
            return true;
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
