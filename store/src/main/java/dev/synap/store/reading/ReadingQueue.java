package dev.synap.store.reading;

import dev.synap.core.event.Event;
import dev.synap.store.jdbc.Sql;
import dev.synap.store.log.TableWork;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/**
 * Which texts wait to be read: of each subject its latest, so that a note that is being written is read now and then, and
 * not with every change. Of a workspace one text is read at a time, by whichever node. Who holds one too long loses it to another.
 *
 * <p>Thread-safe. Any number of nodes may share it; time is the database's.
 */
public final class ReadingQueue {

    /** So many wait in a workspace at most. */
    public static final int MAX_WAITING = 1_000;

    // What is held learns of it when it is given back.
    private static final String ADD = """
            INSERT INTO reading (workspace_id, subject_id, event_id, next_attempt_at)
            VALUES (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
            ON CONFLICT (workspace_id, subject_id) DO UPDATE SET event_id = EXCLUDED.event_id, attempts = 0, asked_attempt = 0
            """;

    // By primary key.
    private static final String COUNT = """
            SELECT count(*) FROM (SELECT FROM reading WHERE workspace_id = ? LIMIT ?) waiting
            """;

    // By index reading_due.
    private static final String ANY_DUE =
            "SELECT EXISTS (SELECT FROM reading WHERE next_attempt_at <= clock_timestamp())";

    // Whoever claims waits for whoever else does: else two could take two texts of one workspace, each without seeing
    // that the other does.
    private static final String CLAIM_ALONE = "SELECT pg_advisory_xact_lock(hashtext('synap.reading'))";

    // What the feed has locked comes the next time.
    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT DISTINCT ON (workspace_id) workspace_id, subject_id, next_attempt_at
                FROM reading r
                WHERE next_attempt_at <= clock_timestamp()
                  AND NOT EXISTS (
                    SELECT FROM reading held
                    WHERE held.workspace_id = r.workspace_id AND held.held
                      AND held.next_attempt_at > clock_timestamp())
                ORDER BY workspace_id, next_attempt_at
            ), mine AS MATERIALIZED (
                SELECT r.workspace_id, r.subject_id
                FROM reading r
                JOIN due USING (workspace_id, subject_id)
                ORDER BY due.next_attempt_at
                LIMIT ?
                FOR UPDATE OF r SKIP LOCKED
            )
            UPDATE reading r
            SET held = true, epoch = r.epoch + 1, attempts = r.attempts + 1,
                next_attempt_at = clock_timestamp() + ? * interval '1 millisecond'
            FROM mine
            WHERE r.workspace_id = mine.workspace_id AND r.subject_id = mine.subject_id
            RETURNING r.workspace_id, r.subject_id, r.event_id, r.attempts, r.asked_attempt, r.epoch
            """;

    // By primary key. Where a later text has come meanwhile, nobody will ask what became of this call.
    private static final String ASKING = """
            UPDATE reading SET asked_attempt = ?
            WHERE workspace_id = ? AND subject_id = ? AND epoch = ? AND event_id = ?
            """;

    private static final String DONE = """
            DELETE FROM reading WHERE workspace_id = ? AND subject_id = ? AND epoch = ? AND event_id = ?
            """;

    private static final String LEAVE = """
            UPDATE reading
            SET held = false, next_attempt_at = clock_timestamp() + ? * interval '1 millisecond'
            WHERE workspace_id = ? AND subject_id = ? AND epoch = ?
            """;

    private final Sql sql;

    public ReadingQueue(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    /**
     * Has the texts of these events read, with the transaction of who adds them.
     *
     * @param settleFor how long a subject is left alone that did not wait yet
     */
    public static TableWork add(List<Event> events, Duration settleFor) {
        List<Event> ordered = events.stream()
                .sorted(Comparator.comparing(Event::subjectId).thenComparing(Event::position))
                .toList();
        return connection -> {
            for (Event event : ordered) {
                Sql.update(connection, ADD, event.workspaceId(), event.subjectId(), event.id(), settleFor.toMillis());
            }
        };
    }

    /** Whether no more of this workspace should be added. */
    public boolean isFull(String workspaceId) {
        return sql.list(COUNT, row -> row.getInt(1), workspaceId, MAX_WAITING).getFirst() >= MAX_WAITING;
    }

    /** Whether there is anything to read, for some node. */
    public boolean isAnyDue() {
        return sql.list(ANY_DUE, row -> row.getBoolean(1)).getFirst();
    }

    /**
     * Takes texts that are due, one of a workspace.
     *
     * @param limit so many at most
     * @param holdFor after so long without a word they are others' to take
     */
    public List<Reading> claim(int limit, Duration holdFor) {
        return sql.together(connection -> {
            Sql.list(connection, CLAIM_ALONE, row -> 1);
            return Sql.list(
                    connection,
                    CLAIM,
                    row -> new Reading(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getInt(4),
                            row.getInt(5),
                            row.getLong(6)),
                    limit,
                    holdFor.toMillis());
        });
    }

    /** The model is about to be asked, which costs something even where nobody hears of the answer. */
    public void asking(Reading reading) {
        sql.update(
                ASKING,
                reading.attempt(),
                reading.workspaceId(),
                reading.subjectId(),
                reading.epoch(),
                reading.eventId());
    }

    /** The text has been read; where a later one has come meanwhile, that one waits for a while. */
    public void done(Reading reading, Duration settleFor) {
        int gone = sql.update(DONE, reading.workspaceId(), reading.subjectId(), reading.epoch(), reading.eventId());
        if (gone == 0) {
            leave(reading, settleFor);
        }
    }

    /** Gives a text back, to be taken again after a while. */
    public void leave(Reading reading, Duration pause) {
        sql.update(LEAVE, pause.toMillis(), reading.workspaceId(), reading.subjectId(), reading.epoch());
    }
}
