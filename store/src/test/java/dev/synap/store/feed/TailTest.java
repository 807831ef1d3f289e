package dev.synap.store.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {

    private final Tail tail = new Tail();

    @Test
    void after_givesWhatStandsBehindAPosition_soManyAtMost() {
        tail.add(events(5, 7));
        tail.add(events(8, 9));

        assertThat(positions(4, 10)).containsExactly(5L, 6L, 7L, 8L, 9L);
        assertThat(positions(6, 2)).containsExactly(7L, 8L);
        assertThat(positions(9, 10)).isEmpty();
        assertThat(positions(20, 10)).isEmpty();
    }

    @Test
    void after_aPositionBeforeTheStretch_givesNothing() {
        tail.add(events(5, 7));

        assertThat(positions(3, 10)).isEmpty();
    }

    @Test
    void add_behindAGapThatAnotherNodeFilled_keepsOnlyWhatIsUnbroken() {
        tail.add(events(5, 7));
        tail.add(events(9, 10));

        assertThat(positions(4, 10)).isEmpty();
        assertThat(positions(7, 10)).isEmpty();
        assertThat(positions(8, 10)).containsExactly(9L, 10L);
    }

    @Test
    void add_moreThanItHolds_keepsTheLast() {
        tail.add(events(1, 5_000));

        assertThat(positions(3_999, 5_000)).isEmpty();
        assertThat(positions(4_000, 5_000)).hasSize(1_000);
    }

    @Test
    void add_anEventThatIsTooLarge_holdsNothing() {
        tail.add(events(1, 2));
        tail.add(List.of(event(3, "x".repeat(1_100_000))));

        assertThat(positions(0, 10)).isEmpty();
        assertThat(positions(2, 10)).isEmpty();
    }

    @Test
    void find_knowsAnEventByItsId_whileItIsHeld() {
        tail.add(events(5, 7));
        assertThat(tail.find("e6")).map(Event::position).contains(6L);
        assertThat(tail.find("e4")).isEmpty();

        tail.clear();
        assertThat(tail.find("e6")).isEmpty();
    }

    private List<Long> positions(long after, int limit) {
        return tail.after(after, limit).stream().map(Event::position).toList();
    }

    private static List<Event> events(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> event(n, "text")).toList();
    }

    private static Event event(long position, String text) {
        JsonObject data = JsonObject.of(Json.newObject().put("content", text));
        Instant at = Instant.EPOCH;
        return new Event(
                "w",
                position,
                "e" + position,
                "note.updated",
                "n",
                "note",
                position,
                data,
                JsonObject.empty(),
                "u",
                "test",
                null,
                null,
                at,
                at,
                "");
    }
}
