package dev.synap.store.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The subjects that are still to be filled, in chunks for whoever is free: one workspace after the other, each in the
 * order of its subjects' ids. Thread-safe.
 */
final class SubjectChunks {

    private static final int FETCH_SIZE = 1_000;
    private static final int MAX_SUBJECTS = 20_000;

    private static final String UNFILLED =
            "SELECT workspace_id, filled_to FROM rebuild_workspace WHERE NOT filled ORDER BY began_at DESC";

    // By subject_head's primary key.
    private static final String SUBJECTS = """
            SELECT subject_id, subject_type, created_at, version
            FROM subject_head
            WHERE workspace_id = ? AND subject_id > ?
            ORDER BY subject_id
            LIMIT %d
            """.formatted(MAX_SUBJECTS);

    private final int chunkEvents;
    private final Deque<Place> open = new ArrayDeque<>();

    /**
     * Chunks of all workspaces that are not yet filled.
     *
     * @param chunkEvents about how many events the subjects of a chunk have together
     */
    SubjectChunks(Connection connection, int chunkEvents) throws SQLException {
        this.chunkEvents = chunkEvents;
        try (PreparedStatement select = connection.prepareStatement(UNFILLED);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                open.add(new Place(row.getString(1), row.getString(2), CompletableFuture.completedFuture(true)));
            }
        }
    }

    /** Takes the next chunk, found with this connection; none when all are taken. */
    synchronized Optional<Chunk> next(Connection reader) throws SQLException {
        Place place = open.poll();
        if (place == null) {
            return Optional.empty();
        }
        Chunk chunk = read(place, reader);
        if (!chunk.isLast) {
            open.push(new Place(place.workspaceId, chunk.upTo, chunk.stored));
        }
        return Optional.of(chunk);
    }

    private Chunk read(Place place, Connection reader) throws SQLException {
        Map<String, Head> heads = new HashMap<>();
        String upTo = place.after;
        long events = 0;
        try (PreparedStatement select = reader.prepareStatement(SUBJECTS)) {
            select.setFetchSize(FETCH_SIZE);
            select.setString(1, place.workspaceId);
            select.setString(2, place.after);
            try (ResultSet row = select.executeQuery()) {
                while (events < chunkEvents && row.next()) {
                    upTo = row.getString(1);
                    Head head = new Head(
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            row.getLong(4));
                    heads.put(upTo, head);
                    events += head.version;
                }
            }
        }
        reader.rollback();
        boolean isLast = events < chunkEvents && heads.size() < MAX_SUBJECTS;
        return new Chunk(place, upTo, Map.copyOf(heads), isLast, new CompletableFuture<>());
    }

    /**
     * Where a chunk begins.
     *
     * @param after the subject before it
     * @param stored done when all chunks before it are stored: they are stored in their order, so that what is filled
     *     ends at one subject
     */
    record Place(String workspaceId, String after, CompletableFuture<Boolean> stored) {}

    /**
     * Subjects that follow each other.
     *
     * @param upTo the last of them
     * @param isLast whether the workspace has no more
     * @param stored to be completed when they are stored, or cannot be
     */
    record Chunk(
            Place begins, String upTo, Map<String, Head> heads, boolean isLast, CompletableFuture<Boolean> stored) {}

    /** What is known of a subject without its events. */
    record Head(String type, Instant createdAt, long version) {}
}
