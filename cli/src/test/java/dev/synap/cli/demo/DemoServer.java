package dev.synap.cli.demo;

import dev.synap.cli.RealServer;
import dev.synap.cli.RealServer.Ended;
import dev.synap.client.Synap;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.ServerSettings;
import dev.synap.server.web.WebSettings;
import dev.synap.store.access.KeySecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A server of a test's own, for its users are those of the demo and nobody else's. */
final class DemoServer implements AutoCloseable {

    static final String KEY = "synap_key_of_the_demo_0123456789";

    private final RunningServer server;

    private DemoServer(RunningServer server) {
        this.server = server;
    }

    static DemoServer start(Path directory) {
        ServerSettings settings = new ServerSettings(
                new WebSettings("127.0.0.1", 0, false, 1_000),
                directory,
                Optional.empty(),
                Optional.of(KeySecret.chosen("key", KEY)));
        return new DemoServer(RunningServer.start(settings, _ -> {}));
    }

    String url() {
        return server.url();
    }

    /** As the owner. */
    Synap in(String workspace) {
        return Synap.builder().url(url()).key(KEY).workspace(workspace).build();
    }

    Ended run(String... args) {
        return runWith(Map.of(), args);
    }

    /** @param environment what differs from the server and its owner's key */
    Ended runWith(Map<String, String> environment, String... args) {
        Map<String, String> all = new HashMap<>(Map.of("SYNAP_URL", url(), "SYNAP_KEY", KEY));
        all.putAll(environment);
        return RealServer.run("", all, args);
    }

    /** What the server answers to its owner. */
    String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Bearer " + KEY)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    /** The status of an attempt to sign in. */
    int signIn(String user, String password) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"userName\": \"%s\", \"password\": \"%s\"}".formatted(user, password)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
