package dev.synap.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.store.log.TestEvents;
import dev.synap.store.state.Snapshots;
import dev.synap.store.state.StateReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happens, and however it is cut into batches: the rows are what the log adds up to. */
class ProjectionPropertyTest {

    private static ProjectedLog log;
    private static Lists lists;
    private static StateReader states;

    @BeforeContainer
    static void connect() {
        log = new ProjectedLog();
        lists = new Lists(log.database.dataSource());
        states = new StateReader(
                log.database.dataSource(), new Snapshots(log.database.dataSource(), Snapshots.DEFAULT_INTERVAL));
    }

    @AfterContainer
    static void disconnect() {
        log.close();
    }

    @Property(tries = 80, shrinking = ShrinkingMode.BOUNDED)
    void rows_areTheFoldOfTheLog(
            @ForAll("drafts") @Size(min = 1, max = 60) List<EventDraft> drafts,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 20) Integer> cuts)
            throws SQLException {
        // given
        String workspace = TestEvents.unique("ws");
        List<Event> events =
                log.append(workspace, drafts.stream().map(TestEvents::event).toList());

        // when
        log.project(workspace, events, batch -> cuts.get(batch % cuts.size()));

        // then
        Map<String, PlainFold.Subject> expected = PlainFold.of(events);
        List<String> rows = log.rows(workspace);
        assertThat(rows.stream().filter(row -> !row.startsWith("tags ")))
                .hasSize(expected.size())
                .allSatisfy(row -> ExpectedRows.assertShows(row, expected));
        assertThat(rows.stream().filter(row -> row.startsWith("tags ")).map(ExpectedRows::tag))
                .containsExactlyInAnyOrderElementsOf(ExpectedRows.tags(expected));
        for (int i = 1; i <= 14; i++) {
            assertReadsAsTheLog(workspace, "s" + i);
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void rebuiltRows_areTheLiveOnes(
            @ForAll("drafts") @Size(min = 1, max = 60) List<EventDraft> drafts,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 20) Integer> cuts)
            throws SQLException {
        // given: rows that came about batch by batch, some batches twice
        String workspace = TestEvents.unique("ws");
        List<Event> events =
                log.append(workspace, drafts.stream().map(TestEvents::event).toList());
        log.project(workspace, events, batch -> cuts.get(batch % cuts.size()));
        log.project(workspace, events.subList(events.size() / 2, events.size()), batch -> 7);
        List<String> live = log.rows(workspace);

        // when
        log.deleteRows(workspace);
        log.project(workspace, events, batch -> 1_000);

        // then
        assertThat(log.rows(workspace)).isEqualTo(live);
    }

    private static void assertReadsAsTheLog(String workspace, String id) {
        State state = states.state(workspace, id, AsOf.latest());
        Optional<Row> row = lists.one(workspace, id);
        if (state.fields().isEmpty()) {
            assertThat(row).isEmpty();
        } else {
            assertThat(row).hasValueSatisfying(found -> {
                assertThat(found.state()).isEqualTo(state.fields());
                assertThat(found.type()).isEqualTo(state.subjectType());
            });
        }
    }

    @Provide
    Arbitrary<List<EventDraft>> drafts() {
        return RandomFacts.drafts();
    }
}
