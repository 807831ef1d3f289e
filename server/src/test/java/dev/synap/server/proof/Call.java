package dev.synap.server.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request that can be sent to any server.
 *
 * @param path from {@code /api/v1} on
 * @param body null for none
 */
record Call(String method, String path, @Nullable Map<String, @Nullable Object> body) {

    private static final String BASE = "/api/v1";

    /** What came back; status 0 and an empty body when nothing did. */
    record Answer(int status, Map<String, @Nullable Object> body) {

        static final Answer NONE = new Answer(0, Map.of());

        Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("expected " + wanted + ", got " + status + " " + body);
            }
            return this;
        }

        String text(String key) {
            return String.valueOf(body.get(key));
        }
    }

    static Call get(String path) {
        return new Call("GET", path, null);
    }

    static Call post(String path, Map<String, @Nullable Object> body) {
        return new Call("POST", path, body);
    }

    Answer send(HttpClient http, String url, String key) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + BASE + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .method(method, BodyPublishers.noBody());
        if (body != null) {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(PlainJson.write(body)));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            return new Answer(response.statusCode(), text.startsWith("{") ? PlainJson.read(text) : Map.of());
        } catch (IOException e) {
            return Answer.NONE;
        }
    }
}
