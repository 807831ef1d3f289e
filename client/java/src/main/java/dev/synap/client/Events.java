package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.EventJson;
import dev.synap.core.event.Ids;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The events of one workspace: append to the log, read it, follow it.
 *
 * <p>Thread-safe. Every method may throw {@link SynapClientException}.
 */
public final class Events {

    /** The server shows a sign of life at least every 15 seconds. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private final Connection connection;
    private final Ids ids = Ids.random();

    Events(Connection connection) {
        this.connection = connection;
    }

    /** Appends one event. It gets an id here if it has none, so that it is stored once however often it is sent. */
    public AppendResult append(EventDraft event) {
        return append(List.of(event), Map.of());
    }

    /**
     * Appends one event if its subject has the version that the writer believes it to have.
     *
     * @throws InvalidInputException when the draft does not name its subject
     */
    public AppendResult append(EventDraft event, ExpectedVersion expected) {
        return append(List.of(event), Map.of(subjectOf(event), expected));
    }

    /** Appends all of these events or none, in this order: 1 to 1,000. */
    public AppendResult append(List<EventDraft> events) {
        return append(events, Map.of());
    }

    /**
     * Appends all of these events or none.
     *
     * @param expectedVersions by subject id: what its version must be before the first of these events
     */
    public AppendResult append(List<EventDraft> events, Map<String, ExpectedVersion> expectedVersions) {
        List<EventDraft> named = events.stream()
                .map(event -> event.id() == null ? event.id(ids.next("evt")) : event)
                .toList();
        Call call = Call.repeatablePost(connection.target("events").toString(), Wire.append(named, expectedVersions));
        AppendResult result = Wire.appendResult(connection.send(call));
        if (result instanceof AppendResult.Appended appended) {
            // Lists show what this client wrote, however it wrote it.
            connection.wrote(appended.events().getLast().position());
        }
        return result;
    }

    /** The event with this id. */
    public Optional<Event> get(String eventId) {
        return connection.find(connection.target("events", eventId)).map(answer -> answer.read(EventJson::read));
    }

    /** All that ever happened to a subject, oldest first. */
    public EventSequence getHistory(String subjectId) {
        return getHistory(history -> history.subject(subjectId));
    }

    /**
     * What happened to a subject, oldest first: {@code getHistory(h -> h.subject("note_123").before("2024-12-05T23:59:59Z"))}.
     * Folding it gives the subject as it was then; {@link Synap#state(String, AsOf)} does both. Places in the
     * sequence are what {@link dev.synap.core.log.Page#next()} says.
     */
    public EventSequence getHistory(UnaryOperator<HistoryQuery> query) {
        HistoryQuery wanted = query.apply(HistoryQuery.EMPTY);
        String subjectId = wanted.subjectId();
        if (subjectId == null) {
            throw new InvalidInputException("subjectId", "is needed: getHistory(h -> h.subject(\"note_123\"))");
        }
        return EventSequence.of(page -> {
            Target target = connection.target("subjects", subjectId, "history").with("after", wanted.after());
            Connection.addAsOf(target, wanted.until());
            target.with("cursor", page.after());
            return connection
                    .find(addPage(target, page))
                    .map(answer -> answer.read(Wire::page))
                    .orElseGet(() -> new Page(List.of(), null));
        });
    }

    /**
     * The events that match, oldest first: {@code query(q -> q.type("note.deleted").subject("note_123"))}. A
     * type such as {@code note.*} stands for all that begin alike. Places in the sequence are positions.
     */
    public EventSequence query(UnaryOperator<EventQuery> query) {
        EventQuery wanted = query.apply(EventQuery.all());
        return EventSequence.of(page -> {
            Target target = connection
                    .target("events")
                    .with("type", wanted.type())
                    .with("subjectId", wanted.subjectId())
                    .with("subjectType", wanted.subjectType())
                    .with("userId", wanted.userId())
                    .with("source", wanted.source())
                    .with("correlationId", wanted.correlationId())
                    .with("from", wanted.from())
                    .with("to", wanted.to())
                    .with("after", page.after());
            return connection.send(Call.get(addPage(target, page).toString())).read(Wire::page);
        });
    }

    /** The position of the last event; 0 for an empty log. */
    public long position() {
        return connection
                .send(Call.get(connection.target().toString()))
                .read(json -> json.path("position").asLong(0));
    }

    /**
     * Every event of the workspace, oldest first, in constant memory over one connection. Close the stream:
     * {@code try (Stream<Event> all = synap.events().getAll()) { … }}. A connection that breaks is taken up
     * where it broke.
     */
    public Stream<Event> getAll() {
        return getAll(0);
    }

    /** Every event after a position; see {@link #getAll()}. */
    public Stream<Event> getAll(long afterPosition) {
        EventFeed feed = connection.feed(checkPosition(afterPosition), false, LONGEST_SILENCE);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new Walk(feed), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                        false)
                .onClose(feed::close);
    }

    /**
     * Hands over every event after a position, first those that exist, then new ones as they come: in order,
     * without gap or repeat, also across broken connections. The subscriber is called from one thread; when
     * it throws, it gets the same event again after a pause. Keep {@link LiveSubscription#position()} to go on
     * later where you stopped.
     */
    public LiveSubscription subscribe(long afterPosition, Consumer<Event> subscriber) {
        EventFeed feed = connection.feed(checkPosition(afterPosition), true, LONGEST_SILENCE);
        return LiveSubscription.start(feed, connection.backoff(), afterPosition, subscriber);
    }

    /**
     * Refuses: an event is what happened, and what happened does not change.
     *
     * @deprecated append an event that says what is so now, such as {@code note.updated}
     * @throws UnsupportedOperationException always
     */
    @Deprecated
    public void update(String eventId, Object change) {
        throw new UnsupportedOperationException("events are immutable, and " + eventId
                + " stays as it is: append an event that says what is so now, such as note.updated");
    }

    private static Target addPage(Target target, PageRequest page) {
        return target.with("limit", page.limit()).with("order", page.direction() == Direction.BACKWARD ? "desc" : null);
    }

    private static long checkPosition(long afterPosition) {
        if (afterPosition < 0) {
            throw new InvalidInputException("after", "must be 0 or more, but is " + afterPosition);
        }
        return afterPosition;
    }

    private static String subjectOf(EventDraft draft) {
        if (draft.subjectId() != null) {
            return draft.subjectId();
        }
        JsonNode id = draft.data() == null ? null : draft.data().get("id");
        if (id == null || !id.isString()) {
            throw new InvalidInputException("subjectId", "is needed to expect a version of it");
        }
        return id.stringValue();
    }

    private static final class Walk implements Iterator<Event> {

        private final EventFeed feed;
        private @Nullable Event next;

        Walk(EventFeed feed) {
            this.feed = feed;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = feed.next();
            }
            return next != null;
        }

        @Override
        public Event next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Event event = next;
            next = null;
            return event;
        }
    }
}
