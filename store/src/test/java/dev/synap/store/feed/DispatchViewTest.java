package dev.synap.store.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.json.Json;
import dev.synap.store.log.TestEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The view {@code dispatch} says of each request what became of it. */
class DispatchViewTest extends FeedContract {

    @Test
    void requests_arePendingUntilTheyHaveAnOutcome_andTheLastOneCounts() {
        request("r1", "entities.create");
        request("r2", "entities.update");
        request("r3", "entities.delete");
        request("r4", "entities.create");
        outcome("r1", "entities.create.validated");
        outcome("r2", "entities.update.rejected");
        outcome("r3", "entities.delete.proposed");
        assertThat(dispatch())
                .containsExactly("r1 done validated 5", "r2 done rejected 6", "r3 done proposed 7", "r4 pending - -");

        outcome("r3", "entities.delete.validated");
        assertThat(dispatch()).contains("r3 done validated 8");
    }

    @Test
    void anotherRequestsOutcome_endsNothing() {
        request("r1", "entities.create");
        append(TestEvents.draft("n1", "entities.create.validated")
                .correlation("r1" + workspace)
                .data(Json.newObject().put("requestId", "other")));
        append(TestEvents.draft("n1", "entities.update.validated")
                .correlation("r1" + workspace)
                .data(Json.newObject().put("requestId", "r1" + workspace)));
        assertThat(dispatch()).containsExactly("r1 pending - -");
    }

    @Test
    void importedRequests_areHistory() {
        append(draft("r1", "entities.create").metadata(Json.newObject().put("import", "git")));
        assertThat(dispatch()).isEmpty();
    }

    @Test
    void requestThatCannotBeHandled_isParked_andThoseOfItsSubjectWithIt() {
        Subscriber failing = new Subscriber() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean wants(String eventType) {
                return eventType.endsWith(".requested");
            }

            @Override
            public Reaction react(String workspaceId, List<Event> events) {
                throw new IllegalStateException("no");
            }
        };
        Backoff once = new Backoff(Duration.ZERO, Duration.ZERO, 1, new Random(1));
        Feed feed = start(log, settings().withBackoff(once, Clock.systemUTC()), failing);
        request("r1", "entities.create");
        assertHandled(feed, request("r2", "entities.update"));
        assertThat(dispatch()).containsExactly("r1 parked - -", "r2 parked - -");
    }

    private long request(String id, String stem) {
        return append(draft(id, stem));
    }

    private EventDraft draft(String id, String stem) {
        return TestEvents.draft("n1", stem + ".requested").id(id + workspace).correlation(id + workspace);
    }

    private void outcome(String request, String type) {
        append(TestEvents.draft("n1", type)
                .correlation(request + workspace)
                .data(Json.newObject().put("requestId", request + workspace)));
    }

    private List<String> dispatch() {
        return tables.texts("SELECT concat_ws(' ', replace(request_id, '%1$s', ''), status, coalesce(outcome, '-'), "
                        .formatted(workspace)
                + "coalesce(outcome_position::text, '-')) FROM dispatch WHERE workspace_id = '%s' ORDER BY position"
                        .formatted(workspace));
    }
}
