package dev.synap.store.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.fold.Fold;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.PageRequest;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The states around many events are those of the fold, and are had at a cost that does not grow with the events. */
class StatesAroundTest {

    private static final int INTERVAL = 1_000;

    private static Database database;
    private static PostgresEventLog log;
    private static Snapshots snapshots;
    private static CountingSource source;
    private static StatesAround states;

    private final String workspace = TestEvents.unique("ws");

    @BeforeAll
    static void connect() {
        database =
                Database.connect(DatabaseSettings.parse(TestPostgres.bundled().createDatabase()));
        log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
        snapshots = new Snapshots(database.dataSource(), INTERVAL);
        source = new CountingSource(database.dataSource());
        states = new StatesAround(source, snapshots);
    }

    @AfterAll
    static void disconnect() {
        log.close();
        database.close();
    }

    @Test
    void statesAroundAnyEvents_areThoseOfTheFold_inWhateverOrderTheyAreAskedFor() throws SQLException {
        // given: two long subjects and many short ones, with the snapshots of one of them
        append(TestEvents.updates("n1", 2_345));
        append(TestEvents.updates("n2", 1_100));
        for (int i = 0; i < 40; i++) {
            append(TestEvents.updates("short_" + i, 1 + i % 3));
        }
        snapshots.write(workspace, "n1");
        List<Event> all = all();
        List<Event> some = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i -= 37) {
            some.add(all.get(i));
        }

        // when
        int told = assertStates(some, all);

        // then
        assertThat(told).isEqualTo(some.size());
        // and a snapshot that is not there any more is not missed
        execute("DELETE FROM snapshot WHERE workspace_id = '%s' AND version = 2000".formatted(workspace));
        assertStates(some.reversed(), all);
    }

    @Test
    void aPageOfASubjectWithTenThousandEvents_foldsItOnce_fromItsLastSnapshot() {
        // given
        for (int i = 0; i < 12; i++) {
            append(TestEvents.updates("n1", 1_000));
        }
        snapshots.write(workspace, "n1");
        List<Event> page = log.history(workspace, "n1", AsOf.version(11_900), PageRequest.last(100))
                .events();

        // when
        source.reset();
        int told = states.tell(workspace, page, (index, before, after) -> {});

        // then: 800 events between the snapshot and the page; those of the page are not read again
        assertThat(told).isEqualTo(100);
        assertThat(source.statements()).isEqualTo(3);
        assertThat(source.rows()).isBetween(800L, 1_000L);
    }

    @Test
    void aPageOfManySubjects_takesAFewStatements() {
        // given
        for (int i = 0; i < 100; i++) {
            append(TestEvents.updates("n" + i, 3));
        }
        List<Event> page = all().stream().filter(event -> event.version() == 3).toList();

        // when
        source.reset();
        int told = states.tell(workspace, page, (index, before, after) -> {});

        // then
        assertThat(told).isEqualTo(100);
        assertThat(source.statements()).isEqualTo(2);
        assertThat(source.rows()).isEqualTo(200);
    }

    @Test
    void whatWouldCostTooMuch_isLeftForTheNextCall() {
        // given: no snapshot anywhere
        for (int subject = 0; subject < 4; subject++) {
            for (int i = 0; i < 9; i++) {
                append(TestEvents.updates("n" + subject, 1_000));
            }
        }
        List<Event> last =
                all().stream().filter(event -> event.version() == 9_000).toList();

        // when
        source.reset();
        int told = states.tell(workspace, last, (index, before, after) -> {});

        // then
        assertThat(told).isEqualTo(2);
        assertThat(source.rows()).isLessThan(StatesAround.MOST_FOLDED);
        assertThat(states.tell(workspace, last.subList(2, 4), (index, before, after) -> {}))
                .isEqualTo(2);
    }

    /** Asks for the states around events, and compares each with the fold of its subject. */
    private int assertStates(List<Event> asked, List<Event> all) {
        Map<Integer, List<ObjectNode>> told = new HashMap<>();
        int count = states.tell(workspace, asked, (index, before, after) -> told.put(index, List.of(before, after)));
        assertThat(told).hasSize(count);
        told.forEach((index, around) -> {
            Event event = asked.get(index);
            assertThat(around.getFirst()).isEqualTo(fold(all, event, event.version() - 1));
            assertThat(around.getLast()).isEqualTo(fold(all, event, event.version()));
        });
        return count;
    }

    private static ObjectNode fold(List<Event> all, Event of, long upTo) {
        return Fold.all(
                        of.subjectId(),
                        all.stream()
                                .filter(event -> event.subjectId().equals(of.subjectId()) && event.version() <= upTo)
                                .toList())
                .toNode();
    }

    private void append(List<NewEvent> events) {
        log.append(AppendRequest.of(workspace, events)).orThrow();
    }

    private List<Event> all() {
        try (Stream<Event> events = log.stream(workspace, 0)) {
            return events.toList();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
