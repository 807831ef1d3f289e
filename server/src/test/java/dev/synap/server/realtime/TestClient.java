package dev.synap.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.core.json.Json;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.json.JSONObject;
import tools.jackson.databind.node.ObjectNode;

/** Socket.IO's own client for Java, which remembers what it was told. */
final class TestClient implements AutoCloseable {

    static final List<String> NAMES = List.of(
            "entity:created",
            "entity:updated",
            "entity:deleted",
            "entity:restored",
            "proposal:created",
            "proposal:decided",
            "proposal:stale",
            "comment:created",
            "presence:changed",
            "projection:progress",
            "position",
            "left");

    /** Its own would have 64 connections at most. */
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .dispatcher(manyAtOnce())
            .readTimeout(1, TimeUnit.MINUTES)
            .build();

    record Told(String name, ObjectNode body) {
        long position() {
            return body.path("position").asLong(0);
        }

        String text(String field) {
            return body.path(field).asString("");
        }
    }

    private final Socket socket;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<Told> positions = new CopyOnWriteArrayList<>();
    private final CompletableFuture<JSONObject> refusal = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    private TestClient(String url, Map<String, String> auth, String transport) {
        IO.Options options = IO.Options.builder()
                .setForceNew(true)
                .setReconnection(false)
                .setTransports(new String[] {transport})
                .setAuth(auth)
                .build();
        options.callFactory = HTTP;
        options.webSocketFactory = HTTP;
        socket = IO.socket(URI.create(url), options);
        NAMES.forEach(name -> socket.on(name, values -> {
            List<Told> list = name.equals("position") ? positions : told;
            list.add(new Told(name, Json.readObject(values[0].toString())));
        }));
        socket.on(Socket.EVENT_CONNECT_ERROR, values -> {
            if (values[0] instanceof JSONObject body) {
                refusal.complete(body);
            } else {
                refusal.completeExceptionally((Exception) values[0]);
            }
        });
        socket.on(Socket.EVENT_DISCONNECT, values -> end.complete(String.valueOf(values[0])));
    }

    private static Dispatcher manyAtOnce() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(1_000);
        dispatcher.setMaxRequestsPerHost(1_000);
        return dispatcher;
    }

    static TestClient withKey(String url, String key) {
        return withKey(url, key, "websocket");
    }

    static TestClient withKey(String url, String key, String transport) {
        return new TestClient(url, Map.of("token", key), transport).connected();
    }

    static TestClient with(String url, Map<String, String> auth) {
        return new TestClient(url, auth, "websocket");
    }

    TestClient connected() {
        socket.connect();
        await().atMost(Duration.ofSeconds(20)).until(() -> socket.connected() || refusal.isDone());
        assertThat(socket.connected()).as(() -> "refused: " + refusal.join()).isTrue();
        return this;
    }

    /** What the connection was refused with. */
    ObjectNode refused() {
        socket.connect();
        return Json.readObject(refusal.orTimeout(20, TimeUnit.SECONDS).join().toString());
    }

    ObjectNode join(String workspaceId) {
        return ask("join", Map.of("workspaceId", workspaceId));
    }

    ObjectNode join(String workspaceId, long after) {
        return ask("join", Map.of("workspaceId", workspaceId, "after", after));
    }

    ObjectNode joinSubject(String workspaceId, String subjectId) {
        return ask("join", Map.of("workspaceId", workspaceId, "subjectId", subjectId));
    }

    ObjectNode ask(String event, Map<String, ?> body) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        socket.emit(event, new Object[] {new JSONObject(body)}, (Ack) values -> answer.complete(values[0].toString()));
        return Json.readObject(answer.orTimeout(20, TimeUnit.SECONDS).join());
    }

    /** Asks for no answer. */
    void tell(String event, Map<String, ?> body) {
        socket.emit(event, new JSONObject(body));
    }

    /** What it was told, without positions. */
    List<Told> told() {
        return told;
    }

    List<Told> told(String name) {
        return told.stream().filter(each -> each.name().equals(name)).toList();
    }

    List<Told> positions() {
        return positions;
    }

    /** Why the connection ended. */
    String awaitEnd() {
        return end.orTimeout(30, TimeUnit.SECONDS).join();
    }

    boolean isConnected() {
        return socket.connected();
    }

    @Override
    public void close() {
        socket.close();
    }
}
