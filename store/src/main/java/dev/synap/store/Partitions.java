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

    private static final int MONTHS_AHEAD = 3;
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuu_MM");

    private final String runtimeRole;

    Partitions(String runtimeRole) {
        this.runtimeRole = runtimeRole;
    }

    /** Makes the partitions of last month (clocks differ between nodes), this one and the months ahead. */
    void createAhead(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            YearMonth now = currentMonth(statement);
            for (int offset = -1; offset <= MONTHS_AHEAD; offset++) {
                create(statement, now.plusMonths(offset));
            }
        }
    }

    private void create(Statement statement, YearMonth month) throws SQLException {
        String name = "event_" + SUFFIX.format(month);
        if (exists(statement, name)) {
            return;
        }
        statement.execute(
                "CREATE TABLE IF NOT EXISTS %s PARTITION OF event FOR VALUES FROM ('%s 00:00Z') TO ('%s 00:00Z')"
                        .formatted(name, month.atDay(1), month.plusMonths(1).atDay(1)));
        RuntimeRole.makeAppendOnly(statement, name, runtimeRole);
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
