package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.event.Timestamps;
import dev.synap.store.log.AppendPlan.WorkspaceMove;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds the parameters of an append's statements one after the other. */
final class Parameters {

    private static final HexFormat HEX = HexFormat.of();

    private final PreparedStatement statement;
    private int next = 1;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters text(@Nullable String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    Parameters hash(String hex) throws SQLException {
        statement.setBytes(next++, HEX.parseHex(hex));
        return this;
    }

    Parameters texts(Collection<String> values) throws SQLException {
        return array("text", values.toArray(String[]::new));
    }

    Parameters numbers(Collection<Long> values) throws SQLException {
        return array("int8", values.toArray(Long[]::new));
    }

    /** One event's key, then its row. */
    private Parameters event(Event event) throws SQLException {
        text(event.workspaceId()).text(event.id()).number(event.position());
        text(Timestamps.format(event.recordedAt()));
        text(event.workspaceId()).number(event.position()).number(event.version());
        text(Timestamps.format(event.recordedAt())).text(Timestamps.format(event.timestamp()));
        hash(event.hash());
        text(event.id()).text(event.type()).text(event.subjectId()).text(event.subjectType());
        text(event.userId()).text(event.source()).text(event.correlationId()).text(event.causationId());
        return text(event.data().text()).text(event.metadata().text());
    }

    /** Where each workspace's head moves from and to; for many, how many there are. */
    Parameters heads(Map<String, WorkspaceMove> moves) throws SQLException {
        if (moves.size() == 1) {
            String workspaceId = moves.keySet().iterator().next();
            WorkspaceMove move = moves.values().iterator().next();
            number(move.position).text(Timestamps.format(move.recordedAt)).hash(move.hash);
            return text(workspaceId).number(move.from);
        }
        List<WorkspaceMove> all = List.copyOf(moves.values());
        texts(moves.keySet());
        numbers(all.stream().map(move -> move.from).toList());
        numbers(all.stream().map(move -> move.position).toList());
        texts(all.stream().map(move -> Timestamps.format(move.recordedAt)).toList());
        array("bytea", all.stream().map(move -> HEX.parseHex(move.hash)).toArray(byte[][]::new));
        return number(all.size());
    }

    /** The events' keys, then their rows; of many column by column. */
    Parameters events(List<Event> events) throws SQLException {
        if (events.size() == 1) {
            return event(events.getFirst());
        }
        @Nullable String[] recordedAt = column(events, event -> Timestamps.format(event.recordedAt()));
        @Nullable String[] workspaceIds = column(events, Event::workspaceId);
        @Nullable String[] ids = column(events, Event::id);
        Long[] positions = new Long[events.size()];
        Long[] versions = new Long[events.size()];
        byte[][] hashes = new byte[events.size()][];
        for (int i = 0; i < hashes.length; i++) {
            positions[i] = events.get(i).position();
            versions[i] = events.get(i).version();
            hashes[i] = HEX.parseHex(events.get(i).hash());
        }
        array("text", workspaceIds).array("text", ids).array("int8", positions).array("text", recordedAt);
        array("text", workspaceIds)
                .array("int8", positions)
                .array("int8", versions)
                .array("text", recordedAt);
        array("text", column(events, event -> Timestamps.format(event.timestamp())));
        array("bytea", hashes).array("text", ids);
        array("text", column(events, Event::type));
        array("text", column(events, Event::subjectId));
        array("text", column(events, Event::subjectType));
        array("text", column(events, Event::userId));
        array("text", column(events, Event::source));
        array("text", column(events, Event::correlationId));
        array("text", column(events, Event::causationId));
        array("text", column(events, event -> event.data().text()));
        return array("text", column(events, event -> event.metadata().text()));
    }

    private static @Nullable String[] column(List<Event> events, Function<Event, @Nullable String> value) {
        @Nullable String[] column = new @Nullable String[events.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(events.get(i));
        }
        return column;
    }

    private Parameters array(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}
