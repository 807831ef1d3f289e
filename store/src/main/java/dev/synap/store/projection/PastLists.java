package dev.synap.store.projection;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AsOf;
import dev.synap.store.projection.Candidates.Candidate;
import dev.synap.store.state.StateReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists as they were at a time or a position: subjects are taken in the order in which they were created,
 * folded from their events up to the point, and shown where they fit then.
 *
 * <p>Thread-safe.
 */
public final class PastLists {

    /** After so many subjects a page ends, though it may not be full. */
    static final int MOST_LOOKED_AT = 1_000;

    private static final int FEWEST_AT_ONCE = 50;
    private static final int MOST_AT_ONCE = 250;

    private final DataSource dataSource;
    private final StateReader states;

    public PastLists(DataSource dataSource, StateReader states) {
        this.dataSource = dataSource;
        this.states = states;
    }

    /**
     * A page. It may be shorter than asked for, and even empty, while there is a next one: when few of the
     * subjects fit, or their states are large.
     *
     * <p>The order is that of {@code created_at} as the subjects' rows have it now, which differs from what it was
     * only where a subject was created a second time since.
     *
     * @param point a time or a position
     * @throws InvalidInputException when the list is sorted by something else than its creation, or searched; when
     *     the cursor is none of this list
     * @throws StoreUnavailableException when the database does not answer
     */
    public RowPage list(String workspaceId, ListQuery query, AsOf point) {
        check(query, point);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return new Walk(connection, workspaceId, query, point, states).page();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("the past cannot be read: " + e.getMessage(), e);
        }
    }

    private static void check(ListQuery query, AsOf point) {
        if (point instanceof AsOf.Version) {
            throw new InvalidInputException("asOf", "must be a time or a position: a list has no version");
        }
        if (query.search() != null) {
            throw new InvalidInputException("q", "cannot search in the past; leave out q or asOf");
        }
        if (query.sort() != Sort.CREATED_AT) {
            throw new InvalidInputException("sort", "must be created_at in the past");
        }
    }

    /** One page on its way. */
    private static final class Walk {

        private final Connection connection;
        private final String workspaceId;
        private final ListQuery query;
        private final AsOf point;
        private final PastFolds folds;
        private final List<Row> rows = new ArrayList<>();
        private @Nullable Cursor last;
        private long bytes;

        Walk(Connection connection, String workspaceId, ListQuery query, AsOf point, StateReader states) {
            this.connection = connection;
            this.workspaceId = workspaceId;
            this.query = query;
            this.point = point;
            this.folds = new PastFolds(connection, states, workspaceId, point);
            this.last = query.after() == null ? null : Cursor.parse(query.after(), query);
        }

        RowPage page() throws SQLException {
            OffsetDateTime madeBy = Candidates.madeBy(connection, workspaceId, point);
            if (madeBy == null) {
                return new RowPage(rows, null);
            }
            int size = Math.clamp(query.limit() + 1L, FEWEST_AT_ONCE, MOST_AT_ONCE);
            for (int looked = 0; looked < MOST_LOOKED_AT && !isFull(); looked += size) {
                List<Candidate> candidates = Candidates.read(connection, workspaceId, query, madeBy, last, size);
                boolean ended = candidates.size() < size;
                Map<Candidate, Subject> subjects = folds.of(candidates);
                for (Map.Entry<Candidate, Subject> each : subjects.entrySet()) {
                    if (isFull()) {
                        return new RowPage(rows, next());
                    }
                    last = each.getKey().key();
                    if (new PastFilter(each.getKey().table(), query).fits(each.getValue())) {
                        add(each.getValue());
                    }
                }
                if (ended) {
                    return new RowPage(rows, null);
                }
            }
            return new RowPage(rows, next());
        }

        private boolean isFull() {
            return rows.size() == query.limit() || bytes > PageSql.MAX_BYTES;
        }

        private @Nullable String next() {
            return last == null ? null : last.text(query);
        }

        private void add(Subject subject) {
            JsonObject state = JsonObject.of(subject.state());
            bytes += state.text().length();
            rows.add(new Row(subject.id(), subject.type(), subject.version(), subject.position(), state));
        }
    }
}
