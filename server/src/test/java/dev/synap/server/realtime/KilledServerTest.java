package dev.synap.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.core.json.Json;
import dev.synap.server.proof.ServerNode;
import dev.synap.server.start.TestServer;
import dev.synap.store.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed and started again while others write, and its clients come back with the last position that they
 * saw, over WebSocket and by long-polling: they are told of every event once and in order.
 */
class KilledServerTest {

    private static final String WORKSPACE = "default";
    private static final int BATCH = 50;
    private static final int MAX_AHEAD = 5_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path logs;

    @Test
    void clientsOfAKilledServer_missNothingAndGetNothingTwice() throws Exception {
        run(4_000, 2);
    }

    @Test
    @Tag("long")
    void clientsOfAKilledServer_missNothingHoweverOften() throws Exception {
        run(100_000, 20);
    }

    private void run(int events, int kills) throws Exception {
        DatabaseSettings database = TestServer.newDatabase();
        try (ServerNode killed = new ServerNode(database, logs.resolve("killed.log")).withRealtime();
                ServerNode writer = new ServerNode(database, logs.resolve("writer.log"));
                HttpClient http = HttpClient.newHttpClient()) {
            killed.start();
            writer.start().awaitReady();
            killed.awaitReady();
            List<ReturningClient> clients = new ArrayList<>();
            for (String transport : List.of("websocket", "polling", "websocket")) {
                clients.add(new ReturningClient(killed.realtimeUrl(), ServerNode.ADMIN_KEY, WORKSPACE, transport));
            }
            CompletableFuture<Void> kill =
                    CompletableFuture.runAsync(() -> killAndStart(killed, clients, events / (kills + 2), kills));
            for (int written = 0; written < events || !kill.isDone(); written += BATCH) {
                append(http, written % (2 * BATCH) == 0 ? List.of(writer, killed) : List.of(writer));
                // No further ahead than clients are given what they missed.
                long soFar = written;
                await().atMost(Duration.ofMinutes(2)).until(() -> slowest(clients) > soFar - MAX_AHEAD);
            }
            kill.join();
            long last = position(http, writer);
            for (ReturningClient client : clients) {
                await().atMost(Duration.ofMinutes(2)).until(() -> client.last() >= last);
                client.close();
                assertThat(client.positions())
                        .isEqualTo(LongStream.rangeClosed(client.first(), last)
                                .boxed()
                                .toList());
                assertThat(client.returns()).isGreaterThanOrEqualTo(kills);
            }
        }
    }

    private static void killAndStart(ServerNode node, List<ReturningClient> clients, long each, int kills) {
        try {
            for (int i = 1; i <= kills; i++) {
                long after = each * i;
                await().atMost(Duration.ofMinutes(5)).until(() -> slowest(clients) >= after);
                node.kill();
                node.start().awaitReady();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long slowest(List<ReturningClient> clients) {
        return clients.stream().mapToLong(ReturningClient::last).min().orElse(0);
    }

    /** Appends to the first of these nodes that answers. */
    private static void append(HttpClient http, List<ServerNode> nodes) throws Exception {
        String event = "{\"type\":\"note.created\",\"data\":{\"title\":\"x\"}},".repeat(BATCH);
        String body = "{\"events\":[" + event.substring(0, event.length() - 1) + "]}";
        for (ServerNode node : nodes.reversed()) {
            try {
                HttpRequest request = request(node, "/events")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 201) {
                    return;
                }
            } catch (IOException e) {
                // It is dead; the next one is not.
            }
        }
        throw new AssertionError("no server took the events");
    }

    private static long position(HttpClient http, ServerNode node) throws Exception {
        String body =
                http.send(request(node, "").build(), BodyHandlers.ofString()).body();
        return Json.readObject(body).path("position").asLong();
    }

    private static HttpRequest.Builder request(ServerNode node, String path) {
        return HttpRequest.newBuilder(URI.create(node.url() + "/api/v1/workspaces/" + WORKSPACE + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + ServerNode.ADMIN_KEY);
    }
}
