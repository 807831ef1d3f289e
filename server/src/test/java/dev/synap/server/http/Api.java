package dev.synap.server.http;

import dev.synap.core.json.Json;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends requests to a server with one key. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final RunningServer server;
    private final @Nullable String key;

    private Api(RunningServer server, @Nullable String key) {
        this.server = server;
        this.key = key;
    }

    /** The shared server, as its owner. */
    public static Api owner() {
        return of(TestServer.shared(), TestServer.ADMIN_KEY);
    }

    public static Api of(RunningServer server, @Nullable String key) {
        return new Api(server, key);
    }

    /** The same server, with another key or none. */
    public Api with(@Nullable String otherKey) {
        return new Api(server, otherKey);
    }

    public RunningServer server() {
        return server;
    }

    public Reply get(String path) {
        return send(request("GET", path));
    }

    public Reply delete(String path) {
        return send(request("DELETE", path));
    }

    public Reply post(String path, String json) {
        return send(request("POST", path, json));
    }

    public Reply patch(String path, String json) {
        return send(request("PATCH", path, json));
    }

    public HttpRequest.Builder request(String method, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.noBody());
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    public HttpRequest.Builder request(String method, String path, String json) {
        return request(method, path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new workspace of this caller's, and the path to it. */
    public String newWorkspace() {
        Reply made = post("/api/v1/workspaces", "{\"name\": \"Test\"}");
        return "/api/v1/workspaces/" + made.json().get("workspaceId").stringValue();
    }

    /** A new user without anything, and a key of theirs. */
    public String newUsersKey() {
        String userId = post("/api/v1/users", "{\"name\": \"Somebody\"}")
                .json()
                .get("userId")
                .stringValue();
        return newKey("\"userId\": \"" + userId + "\", \"scopes\": [\"read\", \"write\", \"import\", \"admin\"]");
    }

    /** A new key; more fields as JSON. */
    public String newKey(String fields) {
        Reply made = post("/api/v1/keys", "{\"name\": \"test\", " + fields + "}");
        return made.json().get("key").stringValue();
    }

    /** The last position of a workspace's log. */
    public long position(String workspacePath) {
        return get(workspacePath).json().get("position").longValue();
    }

    public static String json(Object value) {
        return Json.mapper().writeValueAsString(value);
    }
}
