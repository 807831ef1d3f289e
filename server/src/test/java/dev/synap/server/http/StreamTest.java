package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;
import dev.synap.core.log.ChainVerifier;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log as lines. */
class StreamTest {

    private final Api api = Api.owner();
    private String w = "";

    @BeforeEach
    void makeWorkspace() {
        w = api.newWorkspace();
    }

    @Test
    void theStream_isTheWholeLogByteForByte_andCanBeVerifiedOffline() {
        append(250);

        Reply reply = api.get(w + "/events.ndjson").is(200);

        assertThat(reply.header("Content-Type")).isEqualTo("application/x-ndjson");
        ChainVerifier verifier = new ChainVerifier();
        List<Event> events = reply.body().lines().map(EventJson::read).toList();
        assertThat(events)
                .hasSize(250)
                .allSatisfy(event -> assertThat(verifier.next(event)).isEmpty());
    }

    @Test
    void theStream_beginsBehindAPosition() {
        append(5);

        assertThat(positions(api.get(w + "/events.ndjson?after=3").body())).containsExactly(4L, 5L);
        assertThat(api.get(w + "/events.ndjson?after=5").is(200).body()).isEmpty();
        assertThat(api.get(w + "/events.ndjson?after=99").is(200).body()).isEmpty();
    }

    @Test
    void aFollower_getsWhatIsThereAndWhatComes_withoutGapOrRepeat() throws Exception {
        append(300);
        Thread writer = Thread.ofVirtual().unstarted(() -> {
            for (int i = 0; i < 20; i++) {
                append(10);
            }
        });
        try (HttpClient http = HttpClient.newHttpClient();
                BufferedReader lines = follow(http, api, "?follow=true")) {
            writer.start();
            List<Long> seen = new ArrayList<>();
            while (seen.size() < 500) {
                String line = lines.readLine();
                if (!line.isEmpty()) {
                    seen.add(EventJson.read(line).position());
                }
            }
            assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
        }
        writer.join();
    }

    @Test
    void aFollowersStream_endsWhenItsKeyIsRevoked() throws Exception {
        Api reader = api.with(api.newKey("\"scopes\": [\"read\"]"));
        String keyId = reader.get("/api/v1/me").at("/keyId").stringValue();
        try (HttpClient http = HttpClient.newHttpClient();
                BufferedReader lines = follow(http, reader, "?follow=true")) {
            append(1);
            assertThat(lines.readLine()).contains("\"position\":1");

            api.delete("/api/v1/keys/" + keyId).is(204);
            append(1);

            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void aStoppingServer_endsItsFollowersInGoodOrderAndAtOnce() throws Exception {
        RunningServer server = TestServer.start(1_000);
        Api own = Api.of(server, TestServer.ADMIN_KEY);
        String path = own.newWorkspace();
        try (HttpClient http = HttpClient.newHttpClient();
                BufferedReader lines = open(http, own, path + "/events.ndjson?follow=true")) {
            long before = System.nanoTime();
            server.close();
            assertThat(lines.readLine()).isNull();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void asManyFollowersAsThereMayBe_leaveRoomForOthers() throws Exception {
        try (RunningServer server = TestServer.start(1_000);
                HttpClient http = HttpClient.newHttpClient()) {
            try {
                Api own = Api.of(server, TestServer.ADMIN_KEY);
                String path = own.newWorkspace();
                HttpRequest follow = own.request("GET", path + "/events.ndjson?follow=true")
                        .timeout(Duration.ofSeconds(20))
                        .build();
                for (int i = 0; i < 500; i++) {
                    assertThat(http.send(follow, BodyHandlers.ofInputStream()).statusCode())
                            .isEqualTo(200);
                }

                assertThat(http.send(follow, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(503);
                own.post(path + "/notes?wait=validated", "{\"title\":\"Still there\"}")
                        .is(201);
            } finally {
                // To close it would wait for all who follow.
                http.shutdownNow();
            }
        }
    }

    private BufferedReader follow(HttpClient http, Api from, String query) throws IOException, InterruptedException {
        return open(http, from, w + "/events.ndjson" + query);
    }

    private static BufferedReader open(HttpClient http, Api from, String path)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(from.request("GET", path).build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private void append(int count) {
        String event = "{\"type\":\"note.created\",\"data\":{\"n\":1.10,\"t\":\"ä\"}},";
        String events = event.repeat(count);
        api.post(w + "/events", "{\"events\":[" + events.substring(0, events.length() - 1) + "]}")
                .is(201);
    }

    private static List<Long> positions(String body) {
        return body.lines().map(line -> EventJson.read(line).position()).toList();
    }
}
