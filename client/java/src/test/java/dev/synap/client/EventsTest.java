package dev.synap.client;

import static dev.synap.client.ScriptedServer.brokenStream;
import static dev.synap.client.ScriptedServer.event;
import static dev.synap.client.ScriptedServer.hangUp;
import static dev.synap.client.ScriptedServer.json;
import static dev.synap.client.ScriptedServer.line;
import static dev.synap.client.ScriptedServer.problem;
import static dev.synap.client.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.synap.core.error.SynapException;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Verification;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {

    private static final String W = "/api/v1/workspaces/default";

    private final ScriptedServer server = new ScriptedServer();
    private final Synap synap = server.client().build();

    @AfterEach
    void close() {
        synap.close();
        server.close();
    }

    @Test
    void getAll_goesOnWhereAConnectionBroke_withoutGapOrRepeat() {
        // given
        String half = line(4).substring(0, 40);
        server.then(brokenStream(line(1) + line(2)))
                .then(hangUp())
                .then(status(503, ""))
                .then(status(200, line(3) + half))
                .then(status(200, line(3) + line(4) + line(5)));
        // when
        List<Event> all;
        try (Stream<Event> events = synap.events().getAll()) {
            all = events.toList();
        }
        // then
        assertThat(all).containsExactly(event(1), event(2), event(3), event(4), event(5));
        assertThat(targets())
                .containsExactly(
                        W + "/events.ndjson?after=0",
                        W + "/events.ndjson?after=2",
                        W + "/events.ndjson?after=2",
                        W + "/events.ndjson?after=2",
                        W + "/events.ndjson?after=3");
    }

    @Test
    void getAll_givesUpWhenTryingAgainDoesNotHelp() {
        server.always(brokenStream(""));
        try (Synap impatient = server.client().retries(2).build();
                Stream<Event> events = impatient.events().getAll(7)) {
            assertThatThrownBy(events::toList)
                    .isInstanceOf(SynapClientException.class)
                    .hasMessageStartingWith("GET " + W + "/events.ndjson lost its connection");
            assertThat(targets()).hasSize(3).containsOnly(W + "/events.ndjson?after=7");
        }
    }

    @Test
    void getAll_refusesALineThatIsNoEvent() {
        server.always(status(200, "{\"position\":1}\n"));
        try (Stream<Event> events = synap.events().getAll()) {
            assertThatThrownBy(events::toList)
                    .hasMessageContaining("sent a line that is no event: workspaceId is missing");
        }
    }

    @Test
    void subscription_followsAcrossBrokenConnections_withoutGapOrRepeat() {
        // given
        server.then(brokenStream(line(1) + "\n\n" + line(2)))
                .then(status(200, line(3)))
                .then(server.stall("\n" + line(4)));
        List<Event> seen = new CopyOnWriteArrayList<>();
        // when
        try (LiveSubscription subscription = synap.events().subscribe(0, seen::add)) {
            await().until(() -> subscription.position() == 4);
        }
        // then
        assertThat(seen).containsExactly(event(1), event(2), event(3), event(4));
        assertThat(targets())
                .containsExactly(
                        W + "/events.ndjson?after=0&follow=true",
                        W + "/events.ndjson?after=2&follow=true",
                        W + "/events.ndjson?after=3&follow=true");
    }

    @Test
    void subscriberThatFails_getsTheSameEventAgain() {
        server.then(server.stall(line(1) + line(2)));
        List<Long> seen = new CopyOnWriteArrayList<>();
        AtomicBoolean failed = new AtomicBoolean();
        try (LiveSubscription subscription = synap.events().subscribe(0, event -> {
            seen.add(event.position());
            if (event.position() == 1 && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("not now");
            }
        })) {
            await().until(() -> subscription.position() == 2);
        }
        assertThat(seen).containsExactly(1L, 1L, 2L);
    }

    @Test
    void subscription_endsWhenTryingAgainCannotHelp() {
        server.then(status(200, line(1))).then(problem(401, "unauthorized", ""));

        LiveSubscription subscription = synap.events().subscribe(0, _ -> {});

        assertThatThrownBy(subscription::await)
                .isInstanceOf(SynapClientException.class)
                .hasMessage("Detail.");
        assertThat(subscription.failure().map(SynapException::code)).contains("unauthorized");
        assertThat(subscription.position()).isEqualTo(1);
    }

    @Test
    void subscription_canBeClosedByItsSubscriber_andWithTheClient() throws InterruptedException {
        server.always(server.stall(line(1)));
        LiveSubscription[] own = new LiveSubscription[1];
        AtomicBoolean ready = new AtomicBoolean();
        own[0] = synap.events().subscribe(0, _ -> {
            await().untilTrue(ready);
            own[0].close();
        });
        LiveSubscription other = synap.events().subscribe(0, _ -> {});
        await().until(() -> other.position() == 1);

        ready.set(true);
        own[0].await();
        synap.close();
        other.await();

        assertThat(other.failure()).isEmpty();
    }

    @Test
    void query_fetchesPagesOnlyAsTheyAreAskedFor() {
        server.then(page("2", 1, 2)).then(page("4", 3, 4)).then(page("null", 5));
        EventSequence found = synap.events()
                .query(q -> q.type("note.*").subject("note_1").user("a:b").between(Instant.EPOCH, null))
                .pageSize(2);
        assertThat(server.requests).isEmpty();

        assertThat(found.stream().limit(3)).containsExactly(event(1), event(2), event(3));

        String filter = W + "/events?type=note.*&subjectId=note_1&userId=a%3Ab&from=1970-01-01T00%3A00%3A00.000000Z";
        assertThat(targets()).containsExactly(filter + "&limit=2", filter + "&after=2&limit=2");
    }

    @Test
    void query_isCompleteUnlessLimited() {
        server.then(page("2", 1, 2)).then(page("null", 3)).then(page("2", 1, 2)).then(page("3", 3));

        assertThat(synap.events().query(q -> q)).containsExactly(event(1), event(2), event(3));
        assertThat(synap.events().query(q -> q).pageSize(2).limit(3).toList()).hasSize(3);

        assertThat(targets())
                .containsExactly(
                        W + "/events?limit=100",
                        W + "/events?after=2&limit=100",
                        W + "/events?limit=2",
                        W + "/events?after=2&limit=1");
    }

    @Test
    void query_walksBackwards() {
        server.then(page("null", 5, 4));
        assertThat(synap.events().query(q -> q).newestFirst().after(6).first()).contains(event(5));
        assertThat(targets()).containsExactly(W + "/events?after=6&limit=1&order=desc");
    }

    @Test
    void history_asksForTheTimesAndPointGiven() {
        server.always(page("null", 1));

        assertThat(synap.events()
                        .getHistory(h -> h.subject("note_1").before("2024-12-05T23:59:59Z"))
                        .toList())
                .containsExactly(event(1));
        synap.events()
                .getHistory(h -> h.subject("note_1").after(Instant.EPOCH).asOf(AsOf.version(7)))
                .after(3)
                .toList();

        assertThat(targets())
                .containsExactly(
                        W + "/subjects/note_1/history?asOf=2024-12-05T23%3A59%3A59.000000Z&limit=100",
                        W
                                + "/subjects/note_1/history?after=1970-01-01T00%3A00%3A00.000000Z&version=7&cursor=3&limit=100");
        assertThatThrownBy(() -> synap.events().getHistory(h -> h)).hasMessageContaining("is needed");
    }

    @Test
    void state_isReadAsOfAnyPoint() {
        server.always(json("{\"subjectId\":\"note_1\",\"subjectType\":\"note\",\"version\":2,\"position\":9,"
                + "\"deleted\":false,\"state\":{\"content\":\"x\"}}"));

        State state = synap.state("note_1");
        synap.state("note_1", AsOf.time(Instant.EPOCH));
        synap.state("note_1", AsOf.position(9));
        synap.state("note_1", AsOf.version(2));

        assertThat(state.fields().text()).isEqualTo("{\"content\":\"x\"}");
        assertThat(state.version()).isEqualTo(2);
        assertThat(targets())
                .containsExactly(
                        W + "/subjects/note_1",
                        W + "/subjects/note_1?asOf=1970-01-01T00%3A00%3A00.000000Z",
                        W + "/subjects/note_1?position=9",
                        W + "/subjects/note_1?version=2");
    }

    @Test
    void whatIsNotThere_isEmpty_butAMissingWorkspaceIsAFault() {
        server.then(problem(404, "not-found", ""))
                .then(json("{}"))
                .then(problem(404, "not-found", ""))
                .then(problem(404, "not-found", ""));

        assertThat(synap.events().get("evt_1")).isEmpty();
        assertThat(synap.state("note_1").exists()).isFalse();
        assertThat(targets()).containsExactly(W + "/events/evt_1", W, W + "/subjects/note_1");
        server.always(problem(404, "not-found", ""));
        assertThatThrownBy(() -> synap.inWorkspace("nowhere").events().get("evt_1"))
                .isInstanceOfSatisfying(
                        SynapClientException.class, e -> assertThat(e.code()).isEqualTo("not-found"));
    }

    @Test
    void event_isReadByItsId() {
        server.always(json(EventJson.write(event(3))));
        assertThat(synap.events().get("evt_3")).contains(event(3));
        synap.events().get("a/../b ?");
        assertThat(targets().getLast()).isEqualTo(W + "/events/a%2F..%2Fb%20%3F");
    }

    @Test
    void verification_isWhatTheServerFound() {
        server.then(json("{\"status\":\"intact\",\"events\":3,\"hash\":\"abc\"}"))
                .then(
                        json(
                                "{\"status\":\"broken\",\"events\":1,\"position\":2,\"reason\":\"is missing\",\"eventId\":null}"));
        assertThat(synap.verify()).isEqualTo(new Verification.Intact(3, "abc"));
        assertThat(synap.verify()).isEqualTo(new Verification.Broken(1, 2, "is missing", null));
    }

    @Test
    @SuppressWarnings("deprecation")
    void update_refusesAndSaysWhatToDo() {
        assertThatThrownBy(() -> synap.events().update("evt_1", "x"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("events are immutable, and evt_1 stays as it is: "
                        + "append an event that says what is so now, such as note.updated");
    }

    private List<String> targets() {
        return server.requests.stream().map(ScriptedServer.Request::target).toList();
    }

    private static ScriptedServer.Step page(String next, long... positions) {
        String events = LongStream.of(positions)
                .mapToObj(position -> EventJson.write(event(position)))
                .collect(Collectors.joining(","));
        assertThat(Arrays.stream(positions).count()).isPositive();
        return json("{\"events\":[" + events + "],\"next\":" + next + "}");
    }
}
