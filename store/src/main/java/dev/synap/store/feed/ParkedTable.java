package dev.synap.store.feed;

import dev.synap.store.log.TableWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The events that are set aside. Everything that writes does so as part of a transaction that holds the
 * checkpoint's row, so that the node that works on the workspace and an operator take turns.
 */
final class ParkedTable {

    // By index parked_by_subject.
    private static final String SUBJECTS =
            "SELECT DISTINCT subject_id FROM parked WHERE workspace_id = ? AND subscriber = ?";

    // By index parked_retrying.
    private static final String DUE = """
            SELECT subscriber, workspace_id, position, event_id, event_type, subject_id, attempts, next_attempt_at,
                failed_at, error, stack
            FROM parked
            WHERE workspace_id = ? AND subscriber = ? AND status = 'retrying' AND next_attempt_at <= ?
            ORDER BY position
            LIMIT 1
            """;

    // By index parked_retrying, read whole: it holds what failed lately, which is little.
    private static final String DUE_WORKSPACES =
            "SELECT DISTINCT workspace_id FROM parked WHERE status = 'retrying' AND next_attempt_at <= ?";

    // By index parked_by_subject. The first of a subject retries, those behind it wait.
    private static final String ADD = """
            INSERT INTO parked (workspace_id, subscriber, position, parked_id, event_id, event_type, subject_id, status,
                attempts, next_attempt_at, failed_at, error, stack)
            SELECT ?, ?, ?, ?, ?, ?, ?,
                CASE WHEN EXISTS (SELECT FROM parked WHERE workspace_id = ? AND subscriber = ? AND subject_id = ?)
                    THEN 'waiting' WHEN ? THEN 'parked' ELSE 'retrying' END,
                ?, ?, ?, ?, ?
            """;

    // By primary key.
    private static final String FAIL_AGAIN = """
            UPDATE parked
            SET status = CASE WHEN ? THEN 'parked' ELSE 'retrying' END,
                attempts = ?, next_attempt_at = ?, failed_at = ?, error = ?, stack = ?
            WHERE workspace_id = ? AND subscriber = ? AND position = ?
            """;

    // By primary key.
    private static final String REMOVE =
            "DELETE FROM parked WHERE workspace_id = ? AND subscriber = ? AND position = ?";

    // By index parked_by_subject: the next of a subject, unless one that failed stands before it still.
    private static final String PROMOTE = """
            UPDATE parked SET status = 'retrying', next_attempt_at = ?
            WHERE workspace_id = ? AND subscriber = ? AND status = 'waiting' AND position = (
                SELECT min(position) FROM parked WHERE workspace_id = ? AND subscriber = ? AND subject_id = ?)
            """;

    private final DataSource dataSource;

    ParkedTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The subjects of which something is set aside. */
    Set<String> subjects(String workspaceId, String subscriber) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SUBJECTS)) {
            select.setString(1, workspaceId);
            select.setString(2, subscriber);
            Set<String> subjects = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    subjects.add(row.getString(1));
                }
            }
            return subjects;
        } catch (SQLException e) {
            throw Checkpoints.unavailable(e);
        }
    }

    /** The workspaces where something is to be tried again by now. */
    List<String> dueWorkspaces(Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE_WORKSPACES)) {
            select.setObject(1, utc(now));
            List<String> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(row.getString(1));
                }
            }
            return due;
        } catch (SQLException e) {
            throw Checkpoints.unavailable(e);
        }
    }

    /** What is to be tried again next; null when nothing is due. */
    @Nullable
    ParkedRow nextDue(String workspaceId, String subscriber, Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setString(1, workspaceId);
            select.setString(2, subscriber);
            select.setObject(3, utc(now));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? read(row) : null;
            }
        } catch (SQLException e) {
            throw Checkpoints.unavailable(e);
        }
    }

    /** Sets events aside. */
    static TableWork add(List<ParkedRow> rows) {
        return rows.isEmpty()
                ? TableWork.NONE
                : connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                        for (ParkedRow row : rows) {
                            insert.setString(1, row.workspaceId());
                            insert.setString(2, row.subscriber());
                            insert.setLong(3, row.position());
                            insert.setString(4, row.id());
                            insert.setString(5, row.eventId());
                            insert.setString(6, row.eventType());
                            insert.setString(7, row.subjectId());
                            insert.setString(8, row.workspaceId());
                            insert.setString(9, row.subscriber());
                            insert.setString(10, row.subjectId());
                            insert.setBoolean(11, row.parked());
                            insert.setInt(12, row.attempts());
                            insert.setObject(13, utc(row.nextAttemptAt()));
                            insert.setObject(14, row.failedAt() == null ? null : utc(row.failedAt()));
                            insert.setString(15, row.error());
                            insert.setString(16, row.stack());
                            insert.addBatch();
                        }
                        insert.executeBatch();
                    }
                };
    }

    /** Notes that an event that is set aside has failed once more. */
    static TableWork failAgain(ParkedRow row) {
        return connection -> {
            try (PreparedStatement update = connection.prepareStatement(FAIL_AGAIN)) {
                update.setBoolean(1, row.parked());
                update.setInt(2, row.attempts());
                update.setObject(3, utc(row.nextAttemptAt()));
                update.setObject(4, row.failedAt() == null ? null : utc(row.failedAt()));
                update.setString(5, row.error());
                update.setString(6, row.stack());
                update.setString(7, row.workspaceId());
                update.setString(8, row.subscriber());
                update.setLong(9, row.position());
                update.executeUpdate();
            }
        };
    }

    /** Takes an event out, and lets the next of its subject be tried. */
    static void remove(Connection connection, ParkedRow row, Instant now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE);
                PreparedStatement promote = connection.prepareStatement(PROMOTE)) {
            delete.setString(1, row.workspaceId());
            delete.setString(2, row.subscriber());
            delete.setLong(3, row.position());
            delete.executeUpdate();
            promote.setObject(1, utc(now));
            promote.setString(2, row.workspaceId());
            promote.setString(3, row.subscriber());
            promote.setString(4, row.workspaceId());
            promote.setString(5, row.subscriber());
            promote.setString(6, row.subjectId());
            promote.executeUpdate();
        }
    }

    private static ParkedRow read(ResultSet row) throws SQLException {
        OffsetDateTime failedAt = row.getObject(9, OffsetDateTime.class);
        return new ParkedRow(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                false,
                row.getObject(8, OffsetDateTime.class).toInstant(),
                failedAt == null ? null : failedAt.toInstant(),
                row.getString(10),
                row.getString(11));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
