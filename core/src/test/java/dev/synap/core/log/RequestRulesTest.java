package dev.synap.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RequestRulesTest {

    private static final Instant EARLY = Instant.parse("2024-12-01T10:00:00Z");
    private static final Instant LATE = Instant.parse("2024-12-02T10:00:00Z");

    @Test
    void query_keepsEverythingThatItIsGiven() {
        EventQuery query = EventQuery.all()
                .type("note.*")
                .subject("note_1")
                .subjectType("note")
                .user("alice")
                .source("api")
                .correlation("c_1")
                .between(EARLY, LATE);
        assertThat(query).isEqualTo(new EventQuery("note.*", "note_1", "note", "alice", "api", "c_1", EARLY, LATE));
        assertThat(query.isTypePrefix()).isTrue();
        assertThat(query.typePrefix()).isEqualTo("note.");
    }

    @Test
    void queryByExactType_hasNoPrefix() {
        assertThat(EventQuery.all().isTypePrefix()).isFalse();
        EventQuery exact = EventQuery.all().type("note.created");
        assertThat(exact.isTypePrefix()).isFalse();
        assertThatThrownBy(exact::typePrefix)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not a query by prefix");
    }

    @Test
    void query_refusesWhatNoEventCanHave() {
        assertRefused(() -> EventQuery.all().type(".*"), "type", "must have 1 to 128 characters, but has 0");
        assertRefused(
                () -> EventQuery.all().type("no*te.*"),
                "type",
                "may hold only A-Z a-z 0-9 _ - . : but has U+002A at index 2");
        for (var entry : Map.<String, ThrowingCallable>of(
                        "subjectId", () -> EventQuery.all().subject(""),
                        "subjectType", () -> EventQuery.all().subjectType(""),
                        "userId", () -> EventQuery.all().user(""),
                        "source", () -> EventQuery.all().source(""),
                        "correlationId", () -> EventQuery.all().correlation(""))
                .entrySet()) {
            assertRefused(entry.getValue(), entry.getKey(), "must have 1 to 128 characters, but has 0");
        }
        assertRefused(() -> EventQuery.all().between(LATE, EARLY), "from", "lies after to; exchange them");
        assertThat(EventQuery.all().between(EARLY, EARLY).from()).isEqualTo(EARLY);
    }

    @Test
    void timesThatNoEventCanHave_areRefused() {
        String outOfRange = "must lie in the years 1 to 9999";
        assertRefused(() -> AsOf.time(Instant.MAX), "asOf", outOfRange);
        assertRefused(() -> EventQuery.all().between(Instant.MIN, null), "from", outOfRange);
        assertRefused(() -> EventQuery.all().between(null, Instant.MAX), "to", outOfRange);
        assertThat(EventQuery.all().between(null, LATE.plusNanos(1_999)).to()).isEqualTo(LATE.plusNanos(1_000));
    }

    @Test
    void page_hasOneToAThousandEvents() {
        assertThat(PageRequest.first(1)).isEqualTo(new PageRequest(null, 1, Direction.FORWARD));
        assertThat(PageRequest.last(1_000).after(0)).isEqualTo(new PageRequest(0L, 1_000, Direction.BACKWARD));
        assertRefused(() -> PageRequest.first(0), "limit", "must be 1 to 1000, but is 0");
        assertRefused(() -> PageRequest.last(1_001), "limit", "must be 1 to 1000, but is 1001");
        assertRefused(() -> PageRequest.first(1).after(-1), "after", "must be 0 or more, but is -1");
    }

    @Test
    void pointsInHistory_startAtZero() {
        assertThat(AsOf.latest()).isEqualTo(new AsOf.Latest());
        assertThat(AsOf.time(EARLY)).isEqualTo(new AsOf.Time(EARLY));
        assertThat(AsOf.position(0)).isEqualTo(new AsOf.Position(0));
        assertThat(AsOf.version(0)).isEqualTo(new AsOf.Version(0));
        assertRefused(() -> AsOf.position(-1), "position", "must be 0 or more, but is -1");
        assertRefused(() -> AsOf.version(-1), "version", "must be 0 or more, but is -1");
    }

    @Test
    void expectedVersions_startAtZero() {
        assertThat(ExpectedVersion.none()).isEqualTo(ExpectedVersion.exactly(0));
        assertThat(ExpectedVersion.any()).isEqualTo(new ExpectedVersion.Any());
        assertRefused(() -> ExpectedVersion.exactly(-1), "expectedVersion", "must be 0 or more, but is -1");
    }

    @Test
    void append_needsEventsAndExpectsOnlyOfTheirSubjects() {
        assertRefused(() -> AppendRequest.of("default", List.of()), "events", "must hold at least one event");
        assertRefused(
                () -> AppendRequest.of("", List.of(event())),
                "workspaceId",
                "must have 1 to 128 characters, but has 0");
        assertRefused(
                () -> new AppendRequest("default", List.of(event()), Map.of("note_2", ExpectedVersion.none())),
                "expectedVersions.note_2",
                "names a subject that none of the events is about");
        assertThat(AppendRequest.of("default", event(), ExpectedVersion.exactly(3))
                        .expectedVersions())
                .containsExactly(Map.entry("note_1", ExpectedVersion.exactly(3)));
    }

    @Test
    void append_doesNotSeeLaterChangesToItsList() {
        List<NewEvent> events = new ArrayList<>(List.of(event()));
        AppendRequest request = AppendRequest.of("default", events);
        events.clear();
        assertThat(request.events()).hasSize(1);
    }

    private static NewEvent event() {
        return new NewEvent(
                "evt_1",
                "note.created",
                "note_1",
                null,
                JsonObject.empty(),
                JsonObject.empty(),
                "alice",
                "api",
                null,
                null,
                null);
    }

    private static void assertRefused(ThrowingCallable call, String field, String message) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, call);
        assertThat(refused).hasMessage(message);
        assertThat(refused.field()).isEqualTo(field);
    }
}
