package dev.synap.bench.realtime;

import dev.synap.bench.http.ApiConnection;
import dev.synap.bench.http.ServerProcess;
import dev.synap.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Users who are members of workspaces, and the sockets on which they listen. */
final class Audience implements AutoCloseable {

    private static final int AT_ONCE = 50;
    private static final int CREATED = 201;

    private final ApiConnection api;
    private final URI realtime;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final List<BenchSocket> sockets = new ArrayList<>();
    private final List<CompletableFuture<BenchSocket>> opening = new ArrayList<>();

    Audience(ServerProcess server) throws IOException {
        this.api = new ApiConnection(server);
        this.realtime = URI.create(text(post("/api/v1/realtime/ticket", "{}"), "url"));
    }

    /** Makes a user who may read these workspaces; gives a key of theirs. */
    String addUser(List<String> workspaceIds) throws IOException {
        String userId = text(post("/api/v1/users", "{\"name\":\"Listener\"}"), "userId");
        for (String workspaceId : workspaceIds) {
            post(
                    "/api/v1/workspaces/" + workspaceId + "/members?wait=validated",
                    "{\"userId\":\"" + userId + "\",\"role\":\"viewer\"}");
        }
        return text(post("/api/v1/keys", "{\"name\":\"bench\",\"userId\":\"" + userId + "\"}"), "key");
    }

    /** Opens a socket that listens to a workspace; {@link #awaitOpen} waits for the last ones. */
    void listen(String key, String workspaceId, Consumer<String> told) throws Exception {
        opening.add(BenchSocket.open(http, realtime, key, workspaceId, told));
        if (opening.size() >= AT_ONCE) {
            awaitOpen();
        }
    }

    void awaitOpen() throws Exception {
        for (CompletableFuture<BenchSocket> each : opening) {
            sockets.add(each.get(30, TimeUnit.SECONDS));
        }
        opening.clear();
    }

    private String post(String path, String json) throws IOException {
        int status = api.send("POST", path, json);
        if (status != CREATED) {
            throw new IOException("POST " + path + " was answered with " + status + ": " + api.body());
        }
        return api.body();
    }

    private static String text(String json, String field) {
        return Json.readObject(json).path(field).asString("");
    }

    @Override
    public void close() throws IOException {
        sockets.forEach(BenchSocket::close);
        http.shutdownNow();
        threads.shutdownNow();
        api.close();
    }
}
