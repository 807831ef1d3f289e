package dev.synap.bench.postgres;

import dev.synap.bench.load.Worker;
import dev.synap.store.log.EventRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;

/** The baseline of reads: a prepared SELECT of all columns of an event, each read into a local. */
public final class RawSelect implements Worker {

    public static final String FROM_EVENT = "SELECT " + EventRows.COLUMNS + "FROM event e\n";

    private final PreparedStatement select;
    private final Supplier<List<Object>> values;
    private long seen;

    /**
     * @param values makes the values of the statement's parameters for the next call
     */
    public RawSelect(Connection connection, String sql, Supplier<List<Object>> values) throws SQLException {
        this.select = connection.prepareStatement(sql);
        this.values = values;
    }

    public RawSelect fetchSize(int rows) throws SQLException {
        select.setFetchSize(rows);
        return this;
    }

    @Override
    public long work() throws SQLException {
        List<Object> bound = values.get();
        for (int i = 0; i < bound.size(); i++) {
            select.setObject(i + 1, bound.get(i));
        }
        try (ResultSet row = select.executeQuery()) {
            long rows = 0;
            while (row.next()) {
                seen += read(row);
                rows++;
            }
            return rows;
        }
    }

    /** Every column is read; something of each is used, so that no reading can be left out. */
    private static long read(ResultSet row) throws SQLException {
        String workspaceId = row.getString(1);
        long position = row.getLong(2);
        String id = row.getString(3);
        String type = row.getString(4);
        String subjectId = row.getString(5);
        String subjectType = row.getString(6);
        long version = row.getLong(7);
        String data = row.getString(8);
        String metadata = row.getString(9);
        String userId = row.getString(10);
        String source = row.getString(11);
        String correlationId = row.getString(12);
        String causationId = row.getString(13);
        OffsetDateTime occurredAt = row.getObject(14, OffsetDateTime.class);
        OffsetDateTime recordedAt = row.getObject(15, OffsetDateTime.class);
        byte[] hash = row.getBytes(16);
        return position
                + version
                + workspaceId.length()
                + id.length()
                + type.length()
                + subjectId.length()
                + subjectType.length()
                + data.length()
                + metadata.length()
                + userId.length()
                + source.length()
                + (correlationId == null ? 0 : correlationId.length())
                + (causationId == null ? 0 : causationId.length())
                + occurredAt.getNano()
                + recordedAt.getNano()
                + hash.length;
    }

    /** Keeps what was read alive for the compiler. */
    public long seen() {
        return seen;
    }
}
