package dev.synap.store.feed;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.JsonObject;
import dev.synap.store.log.TableWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that notes every {@code note} event in a table, lets an echo follow on it where asked to, and
 * fails on those that a test names.
 */
final class Scribe implements Subscriber {

    private final String name;
    private final boolean echoes;
    private final Predicate<String> workspaces;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<List<String>> batches = new ConcurrentLinkedQueue<>();
    private volatile @Nullable RuntimeException fault;
    private volatile int batchesAtOnce = 1;

    /**
     * @param workspaces in which it does anything: tests share a database, and leave much behind
     */
    Scribe(String name, boolean echoes, Predicate<String> workspaces) {
        this.name = name;
        this.echoes = echoes;
        this.workspaces = workspaces;
    }

    /** Takes so many batches as one from now on. */
    Scribe taking(int batches) {
        batchesAtOnce = batches;
        return this;
    }

    /** Fails from now on with the event. */
    void failAt(String eventId) {
        failing.add(eventId);
    }

    /** Fails no more. */
    void recover() {
        failing.clear();
        fault = null;
    }

    /** Fails from now on with all events, with this. */
    void failWith(RuntimeException cause) {
        fault = cause;
    }

    /** The ids of the events of each call. */
    List<List<String>> batches() {
        return List.copyOf(batches);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean wants(String eventType) {
        return eventType.startsWith("note.");
    }

    @Override
    public int batchesAtOnce() {
        return batchesAtOnce;
    }

    @Override
    public Reaction react(String workspaceId, List<Event> events) {
        if (!workspaces.test(workspaceId)) {
            return Reaction.nothing();
        }
        batches.add(events.stream().map(Event::id).toList());
        RuntimeException cause = fault;
        if (cause != null) {
            throw cause;
        }
        List<NewEvent> echo = new ArrayList<>();
        List<TableWork> rows = new ArrayList<>();
        for (Event event : events) {
            if (failing.contains(event.id())) {
                throw new IllegalStateException("cannot handle " + event.id());
            }
            rows.add(FeedDatabase.effect(name, workspaceId, event.subjectId(), event.id(), event.position()));
            if (echoes) {
                echo.add(echo(event));
            }
        }
        return new Reaction(echo, Map.of(), connection -> {
            for (TableWork row : rows) {
                row.write(connection);
            }
        });
    }

    private static NewEvent echo(Event event) {
        return new NewEvent(
                Ids.derived("evt", event.id(), "echo"),
                "echo.heard",
                event.subjectId() + "-echo",
                null,
                JsonObject.empty(),
                JsonObject.empty(),
                "system",
                "synap",
                event.correlationId(),
                event.id(),
                null);
    }
}
