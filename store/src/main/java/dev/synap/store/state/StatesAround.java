package dev.synap.store.state;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Event;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.store.state.SnapshotTable.VersionRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * The states of subjects around many events: before each, and after it. Every subject is folded once, from the last
 * snapshot before its events, and not anew for each of them; so the cost is in the subjects' events since their
 * snapshots, and all of them are read by a few statements.
 *
 * <p>Thread-safe.
 */
public final class StatesAround {

    /** How many events are folded for one call, unless a single event asks for more. */
    static final long MOST_FOLDED = 20_000;

    private final DataSource dataSource;
    private final Snapshots snapshots;

    public StatesAround(DataSource dataSource, Snapshots snapshots) {
        this.dataSource = dataSource;
        this.snapshots = snapshots;
    }

    /** Is told of the events, those of each subject in order, and of the subjects in any order. */
    public interface Telling {

        /**
         * One of them.
         *
         * @param index the event's place in the list
         * @param before the subject's fields before it; not to be changed
         * @param after the same after it
         */
        void event(int index, ObjectNode before, ObjectNode after);
    }

    /**
     * Tells the states around the first events of a list, as many as can be had at a bounded cost.
     *
     * @param events in whatever order, each once
     * @return how many of them were told; at least one where there is one
     * @throws StoreUnavailableException when the database does not answer
     */
    public int tell(String workspaceId, List<Event> events, Telling telling) {
        if (events.isEmpty()) {
            return 0;
        }
        try (Connection connection = dataSource.getConnection()) {
            List<Long> starts = SnapshotTable.lastBefore(connection, workspaceId, events);
            List<Stretch> stretches = new ArrayList<>();
            int told = plan(events, starts, stretches);
            for (List<Stretch> few : chunks(stretches)) {
                tell(connection, workspaceId, few, telling);
            }
            stretches.stream()
                    .filter(stretch -> stretch.end() - stretch.start() > snapshots.interval())
                    .forEach(stretch -> snapshots.request(workspaceId, stretch.subjectId()));
            return told;
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "[%s] subjects cannot be read: %s".formatted(workspaceId, e.getMessage()), e);
        }
    }

    /** Events of one subject with the same last snapshot before them are folded in one go. */
    private static int plan(List<Event> events, List<Long> starts, List<Stretch> stretches) {
        record Key(String subjectId, long start) {}
        Map<Key, Stretch> found = new LinkedHashMap<>();
        long cost = 0;
        int planned = 0;
        for (; planned < events.size(); planned++) {
            Event event = events.get(planned);
            long start = starts.get(planned);
            Stretch stretch = found.get(new Key(event.subjectId(), start));
            long more = Math.max(0, event.version() - (stretch == null ? start : stretch.end()));
            if (planned > 0 && cost + more > MOST_FOLDED) {
                break;
            }
            cost += more;
            found.computeIfAbsent(new Key(event.subjectId(), start), key -> new Stretch(key.subjectId(), key.start()))
                    .add(planned, event);
        }
        stretches.addAll(found.values());
        return planned;
    }

    /** As many together as are read by one statement; a long one is alone. */
    private static List<List<Stretch>> chunks(List<Stretch> stretches) {
        List<List<Stretch>> chunks = new ArrayList<>();
        long events = 0;
        for (Stretch stretch : stretches) {
            if (chunks.isEmpty() || events + stretch.unknown() > SubjectEvents.PAGE) {
                chunks.add(new ArrayList<>());
                events = 0;
            }
            chunks.getLast().add(stretch);
            events += stretch.unknown();
        }
        return chunks;
    }

    private static void tell(Connection connection, String workspaceId, List<Stretch> stretches, Telling telling)
            throws SQLException {
        Map<Stretch, State> kept = SnapshotTable.before(connection, workspaceId, stretches);
        boolean alone = stretches.size() == 1;
        Map<Stretch, List<Event>> events = alone ? Map.of() : SubjectEvents.of(connection, workspaceId, stretches);
        for (Stretch stretch : stretches) {
            State from = kept.getOrDefault(stretch, State.none(stretch.subjectId()));
            Unfolding unfolding = new Unfolding(from, stretch, telling);
            // A snapshot that is gone by now leaves all of the subject to be read.
            if (alone || from.version() < stretch.start()) {
                VersionRange unknown = new VersionRange(from.version(), stretch.unknownTo());
                SubjectEvents.read(
                        connection, workspaceId, stretch.subjectId(), unknown, AsOf.latest(), unfolding::add);
            } else {
                events.getOrDefault(stretch, List.of()).forEach(unfolding::add);
            }
            unfolding.end();
        }
    }
}
