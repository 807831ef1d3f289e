package dev.synap.store.projection;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.store.feed.Reaction;
import dev.synap.store.feed.Subscriber;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the projections: after each batch of facts, the rows of their subjects are the fold of the log up to
 * there. A fact that a row has taken in already changes nothing when it comes again.
 *
 * <p>It remembers nothing between batches. Thread-safe.
 */
public final class Projections implements Subscriber {

    public static final String NAME = "projections";

    /** The names of all tables that are kept. */
    public static List<String> tables() {
        return Stream.concat(Arrays.stream(Table.values()).map(Table::sqlName), Stream.of(TagRows.TABLE))
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean wants(String eventType) {
        return Reducers.changesState(eventType);
    }

    /** A batch costs a dozen statements, and a subject in it one row, however many of its events there are. */
    @Override
    public int batchesAtOnce() {
        return 16;
    }

    @Override
    public Reaction react(String workspaceId, List<Event> events) {
        return Reaction.write(connection -> Batch.write(connection, workspaceId, events));
    }
}
