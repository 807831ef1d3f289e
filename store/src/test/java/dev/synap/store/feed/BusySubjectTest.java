package dev.synap.store.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.ExpectedVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A subject that others append to each time a subscriber has read it, and before it can append itself. */
class BusySubjectTest extends FeedContract {

    @Test
    void requestsThatKeepComing_doNotHoldUpWhatFollows() {
        // given
        append("target", "target.created");
        Busy busy = new Busy("entities.update.requested", Integer.MAX_VALUE);
        Feed feed = start(busy);

        // when
        assertHandled(feed, append("n1", "note.created"));

        // then
        assertThat(stored()).extracting(Event::type).endsWith("entities.update.requested", "target.moved");
        assertThat(stored())
                .filteredOn(event -> event.type().equals("target.moved"))
                .hasSize(1);
    }

    @Test
    void factsThatKeepComing_areAlwaysSeenBeforeAnythingFollows() {
        // given
        append("target", "target.created");
        Busy busy = new Busy("target.updated", 6);
        Feed feed = start(busy);

        // when
        assertHandled(feed, append("n1", "note.created"));

        // then
        assertThat(busy.tries.get()).isEqualTo(7);
        assertThat(stored()).extracting(Event::type).endsWith("target.updated", "target.moved");
    }

    private final class Busy implements Subscriber {
        private final String disturbance;
        private final int disturbances;
        private final AtomicInteger tries = new AtomicInteger();

        Busy(String disturbance, int disturbances) {
            this.disturbance = disturbance;
            this.disturbances = disturbances;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean wants(String eventType) {
            return eventType.equals("note.created");
        }

        @Override
        public Reaction react(String workspaceId, List<Event> events) {
            if (!workspaceId.equals(workspace)) {
                return Reaction.nothing();
            }
            long version = stored().stream()
                    .filter(each -> each.subjectId().equals("target"))
                    .count();
            if (tries.getAndIncrement() < disturbances) {
                append("target", disturbance);
            }
            NewEvent next = new NewEvent(
                    Ids.derived("evt", events.getFirst().id(), "moved"),
                    "target.moved",
                    "target",
                    null,
                    JsonObject.empty(),
                    JsonObject.empty(),
                    "system",
                    "synap",
                    null,
                    events.getFirst().id(),
                    null);
            return Reaction.append(List.of(next), Map.of("target", ExpectedVersion.exactly(version)));
        }
    }
}
