package dev.synap.client;

import static dev.synap.client.ScriptedServer.appended;
import static dev.synap.client.ScriptedServer.brokenStream;
import static dev.synap.client.ScriptedServer.hangUp;
import static dev.synap.client.ScriptedServer.json;
import static dev.synap.client.ScriptedServer.problem;
import static dev.synap.client.ScriptedServer.retryAfter;
import static dev.synap.client.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.synap.core.error.SynapException;
import dev.synap.core.event.EventDraft;
import dev.synap.core.json.Json;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.ExpectedVersion;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransportTest {

    private static final EventDraft NOTE =
            EventDraft.of("note.created").subject("note_1").data(d -> d.put("content", "Original"));
    private static final String ME =
            "{\"userId\":\"owner\",\"name\":\"Owner\",\"keyId\":\"key_1\",\"scopes\":[\"read\"],\"workspaces\":[\"default\"],\"admin\":true}";

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void appendWhoseAnswerIsLost_isSentAgainWithTheSameIds() {
        // given
        server.then(hangUp())
                .then(brokenStream("{\"events\""))
                .then(hangUp())
                .then(json(appended("evt_1").replace("false", "true")));
        try (Synap synap = server.client().build()) {
            // when
            Appended appended = synap.events().append(List.of(NOTE, NOTE)).orThrow();
            // then
            assertThat(appended.repeated()).isTrue();
            assertThat(server.requests).hasSize(4);
            assertThat(server.requests.stream()
                            .map(ScriptedServer.Request::body)
                            .distinct())
                    .hasSize(1);
            var events = Json.readObject(server.requests.getFirst().body()).get("events");
            assertThat(events.get(0).get("id").stringValue()).startsWith("evt_");
            assertThat(events.get(1).get("id").stringValue())
                    .startsWith("evt_")
                    .isNotEqualTo(events.get(0).get("id").stringValue());
        }
    }

    @Test
    void serverThatAsksToWait_isGivenThatTime() {
        server.then(retryAfter("1", problem(503, "overloaded", ""))).then(json(ME));
        try (Synap synap = server.client().build()) {
            long began = System.nanoTime();

            assertThat(synap.me().userId()).isEqualTo("owner");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(server.requests).hasSize(2);
        }
    }

    @Test
    void serverThatAsksToWaitLongerThanTheClientMay_isNotWaitedFor() {
        server.always(retryAfter("30", problem(429, "rate-limited", "")));
        try (Synap synap = server.client().timeout(Duration.ofSeconds(10)).build()) {
            assertFails(synap::me, "rate-limited", true, 429);
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void answerThatDoesNotCome_isAskedForAgain() {
        server.then(server.stall(null)).then(server.stall("{\"user")).then(json(ME));
        try (Synap synap =
                server.client().attemptTimeout(Duration.ofMillis(300)).build()) {
            assertThat(synap.me().admin()).isTrue();
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void answerThatNeverComes_endsWithTheWholeTimeout() {
        server.always(server.stall(null));
        try (Synap synap = server.client()
                .attemptTimeout(Duration.ofMillis(200))
                .timeout(Duration.ofMillis(700))
                .retries(1_000)
                .build()) {
            long began = System.nanoTime();
            assertFails(synap::me, SynapClientException.TIMEOUT, true, 0);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void retries_areCounted() {
        server.always(problem(503, "store-unavailable", ""));
        try (Synap synap = server.client().retries(2).build()) {
            assertFails(synap::me, "store-unavailable", true, 503);
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void requestThatMustNotRunTwice_isNotRepeatedWhenItMayHaveRun() {
        server.always(hangUp());
        try (Synap synap = server.client().build()) {
            assertFails(() -> synap.keys().create(KeyRequest.named("ci")), SynapClientException.UNREACHABLE, true, 0);
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void requestThatMustNotRunTwice_isRepeatedWhenItSurelyDidNotRun() {
        server.then(problem(429, "rate-limited", ""))
                .then(problem(503, "overloaded", ""))
                .then(problem(503, "store-unavailable", ""));
        try (Synap synap = server.client().build()) {
            assertFails(() -> synap.keys().create(KeyRequest.named("ci")), "store-unavailable", true, 503);
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void refusal_isNotRepeated_andSaysWhatTheServerSaid() {
        server.always(problem(422, "invalid-input", ",\"field\":\"events[0].type\",\"limit\":128"));
        try (Synap synap = server.client().build()) {
            SynapClientException refused = catchThrowableOfType(
                    SynapClientException.class, () -> synap.events().append(NOTE));

            assertThat(refused).hasMessage("Detail.").isInstanceOf(SynapException.class);
            assertThat(refused.code()).isEqualTo("invalid-input");
            assertThat(refused.retryable()).isFalse();
            assertThat(refused.problem().flatMap(Problem::field)).contains("events[0].type");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void versionConflict_isAResult() {
        server.then(problem(
                409, "version-conflict", ",\"subjectId\":\"note_1\",\"expectedVersion\":1,\"currentVersion\":3"));
        try (Synap synap = server.client().build()) {
            AppendResult result = synap.events().append(NOTE, ExpectedVersion.exactly(1));

            assertThat(result).isEqualTo(new AppendResult.VersionConflict("note_1", 1, 3));
            assertThat(Json.readObject(server.requests.getFirst().body())
                            .get("expectedVersions")
                            .toString())
                    .isEqualTo("{\"note_1\":1}");
            assertThatThrownBy(result::orThrow).hasMessage("[note_1] version 1 expected, 3 found");
        }
    }

    @Test
    void duplicateEventId_isAResult() {
        server.then(problem(409, "duplicate-event-id", ",\"eventId\":\"evt_1\",\"position\":7"));
        try (Synap synap = server.client().build()) {
            assertThat(synap.events().append(NOTE.id("evt_1"))).isEqualTo(new AppendResult.DuplicateId("evt_1", 7));
        }
    }

    @Test
    void answerThatIsNotSynaps_isSaidToBeSo() {
        server.then(status(200, "text/html", "<html>Hello</html>"))
                .then(status(200, "{\"userId\":1}"))
                .then(status(200, ""))
                .then(status(404, "text/html", "<html>Not here</html>"));
        try (Synap synap = server.client().build()) {
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(synap::me)
                        .isInstanceOfSatisfying(
                                SynapClientException.class,
                                e -> assertThat(e.code()).isEqualTo(SynapClientException.BAD_ANSWER))
                        .hasMessageContaining("GET /api/v1/me answered")
                        .hasMessageEndingWith("is the URL right?");
            }
            assertThat(server.requests).hasSize(4);
        }
    }

    @Test
    void noServer_isUnreachableAfterRetries() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Synap synap = Synap.builder()
                .url("http://127.0.0.1:" + port)
                .key("synap_test")
                .retries(1)
                .build()) {
            assertFails(synap::me, SynapClientException.UNREACHABLE, true, 0);
            assertThatThrownBy(synap::me).hasMessage("cannot connect to http://127.0.0.1:" + port);
        }
    }

    @Test
    void interruptedCaller_isLetGo_andStaysInterrupted() {
        server.always(server.stall(null));
        try (Synap synap = server.client().build()) {
            Thread.currentThread().interrupt();
            assertFails(synap::me, SynapClientException.INTERRUPTED, false, 0);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closedClient_saysSo() {
        Synap synap = server.client().build();
        synap.close();
        synap.close();
        assertFails(synap::me, SynapClientException.CLOSED, false, 0);
    }

    @Test
    void builder_refusesWhatCannotWork() {
        assertThatThrownBy(() -> Synap.connect("localhost:8080", "synap_x")).hasMessageContaining("localhost:8080");
        assertThatThrownBy(() -> Synap.connect("http://localhost:8080", " \n")).hasMessageContaining("API key");
        assertThatThrownBy(() -> Synap.connect("http://localhost:8080", "a\nb")).hasMessageContaining("one line");
        assertThat(Synap.connect("http://localhost:8080/", " synap_secret\n").toString())
                .isEqualTo("Synap[http://localhost:8080, default]");
    }

    private static void assertFails(ThrowingCallable call, String code, boolean retryable, int status) {
        SynapClientException failure = catchThrowableOfType(SynapClientException.class, call);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.status()).isEqualTo(status);
    }
}
