package dev.synap.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;

/** The monthly partitions of the event table, by the database's clock in UTC. */
final class Partitions {

    // One is enough: it is looked after every day. Every read looks into every partition, so none is made early.
    private static final int MONTHS_AHEAD = 1;
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuu_MM");

    private final String runtimeRole;

    Partitions(String runtimeRole) {
        this.runtimeRole = runtimeRole;
    }

    /** Makes the partitions of this month and of the months ahead, where they are missing. */
    void createAhead(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            YearMonth now = currentMonth(statement);
            for (int offset = 0; offset <= MONTHS_AHEAD; offset++) {
                create(statement, now.plusMonths(offset));
            }
        }
    }

    /** Makes the partition of one month, where it is missing. */
    void create(Connection owner, YearMonth month) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            create(statement, month);
        }
    }

    // Attaching, unlike creating in place, waits for no reader and lets nobody wait: a long export would
    // otherwise hold up every append. The statements travel together and are one transaction; its lock makes
    // nodes that find the same month missing take turns.
    private void create(Statement statement, YearMonth month) throws SQLException {
        String name = "event_" + SUFFIX.format(month);
        if (exists(statement, name)) {
            return;
        }
        statement.execute(
                """
                DO $$ BEGIN
                    PERFORM pg_advisory_xact_lock(hashtext('synap partitions'));
                    IF to_regclass('%1$s') IS NULL THEN
                        CREATE TABLE %1$s (LIKE event);
                        REVOKE UPDATE, DELETE, TRUNCATE ON %1$s FROM PUBLIC, %4$s;
                        ALTER TABLE event ATTACH PARTITION %1$s FOR VALUES FROM ('%2$s 00:00Z') TO ('%3$s 00:00Z');
                    END IF;
                END $$
                """.formatted(name, month.atDay(1), month.plusMonths(1).atDay(1), runtimeRole));
    }

    private static boolean exists(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT to_regclass('" + table + "')")) {
            rows.next();
            return rows.getString(1) != null;
        }
    }

    private static YearMonth currentMonth(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT (now() AT TIME ZONE 'UTC')::date")) {
            rows.next();
            return YearMonth.from(rows.getObject(1, LocalDate.class));
        }
    }
}
