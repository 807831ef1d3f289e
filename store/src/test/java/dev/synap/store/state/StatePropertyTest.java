package dev.synap.store.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.NewEvent;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.State;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AsOf;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A state as of any point equals the plain fold of the events up to there, whichever snapshots there are. */
class StatePropertyTest {

    private static final int INTERVAL = 5;
    private static final int SECONDS = 12;
    private static final Instant START = Instant.parse("2024-12-01T10:00:00Z");

    private static Database database;
    private static PostgresEventLog log;

    @BeforeContainer
    static void connect() {
        database =
                Database.connect(DatabaseSettings.parse(TestPostgres.bundled().createDatabase()));
        log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
    }

    @AfterContainer
    static void disconnect() {
        log.close();
        database.close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void state_equalsTheFoldAtEveryPoint(
            @ForAll("changes") @Size(min = 1, max = 43) List<EventDraft> changes,
            @ForAll @Size(max = 8) Set<@IntRange(min = 1, max = 8) Integer> missing)
            throws SQLException {
        // given: a subject among others, with snapshots some of which are gone
        String workspace = TestEvents.unique("ws");
        Snapshots snapshots = new Snapshots(database.dataSource(), INTERVAL);
        List<NewEvent> events = changes.stream()
                .flatMap(change -> Stream.of(change, TestEvents.draft("other", "note.updated")))
                .map(TestEvents::event)
                .toList();
        log.append(AppendRequest.of(workspace, events)).orThrow();
        snapshots.write(workspace, "n1");
        for (int each : missing) {
            delete(workspace, each * INTERVAL);
        }
        List<Event> stored = stored(workspace);

        // when, then
        StateReader reader = new StateReader(database.dataSource(), snapshots);
        assertThat(reader.state(workspace, "n1", AsOf.latest())).isEqualTo(fold(stored, event -> true));
        for (long version = 0; version <= stored.size() + 1; version++) {
            long upTo = version;
            assertThat(reader.state(workspace, "n1", AsOf.version(version)))
                    .isEqualTo(fold(stored, event -> event.version() <= upTo));
        }
        for (long position = 0; position <= events.size(); position++) {
            long upTo = position;
            assertThat(reader.state(workspace, "n1", AsOf.position(position)))
                    .isEqualTo(fold(stored, event -> event.position() <= upTo));
        }
        for (int second = -1; second <= SECONDS + 1; second++) {
            Instant upTo = START.plusSeconds(second);
            assertThat(reader.state(workspace, "n1", AsOf.time(upTo)))
                    .as("as of second %d without the snapshots %s", second, missing)
                    .isEqualTo(fold(stored, event -> !event.timestamp().isAfter(upTo)));
        }
    }

    private static State fold(List<Event> events, Predicate<Event> counts) {
        return Fold.all("n1", events.stream().filter(counts).toList());
    }

    private static List<Event> stored(String workspace) {
        try (Stream<Event> events = log.stream(workspace, 0)) {
            return events.filter(event -> event.subjectId().equals("n1")).toList();
        }
    }

    private static void delete(String workspace, long version) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM snapshot WHERE workspace_id = ? AND subject_id = 'n1' AND version = ?")) {
            delete.setString(1, workspace);
            delete.setLong(2, version);
            delete.executeUpdate();
        }
    }

    @Provide
    Arbitrary<List<EventDraft>> changes() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, "note.updated"),
                                Tuple.of(1, "note.created"),
                                Tuple.of(1, "note.deleted"),
                                Tuple.of(1, "note.restored"),
                                Tuple.of(1, "note.seen")),
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.integers().between(0, SECONDS))
                .as((type, field, value, second) -> EventDraft.of(type)
                        .subject("n1")
                        .data(data -> data.put(field, value))
                        .timestamp(START.plusSeconds(second)))
                .list();
    }
}
