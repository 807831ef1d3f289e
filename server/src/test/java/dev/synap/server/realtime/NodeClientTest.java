package dev.synap.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.core.json.Json;
import dev.synap.server.http.Api;
import dev.synap.server.start.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Socket.IO's own client for JavaScript, run by Node where there is one. */
class NodeClientTest {

    private static final Path SCRIPTS = Path.of("..", "client", "realtime-test");

    private final Api api = Api.owner();
    private String path = "";
    private String workspace = "";

    @BeforeAll
    static void installTheClient() throws Exception {
        Assumptions.assumeTrue(runs("node", "--version") && runs("npm", "--version"), "Node and npm are not installed");
        Path installed = SCRIPTS.resolve("node_modules", ".package-lock.json");
        Path wanted = SCRIPTS.resolve("package-lock.json");
        boolean fresh = Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0;
        assertThat(fresh || runs("npm", "ci", "--no-audit", "--no-fund"))
                .as("npm ci in client/realtime-test")
                .isTrue();
    }

    @BeforeEach
    void makeWorkspace() {
        path = api.newWorkspace();
        workspace = path.substring(path.lastIndexOf('/') + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"websocket\"]", "[\"polling\"]", "[\"polling\",\"websocket\"]"})
    void theClient_isToldOfEachEventOnceAndInOrder(String transports) throws Exception {
        append(200);
        String join = "{\"workspaceId\":\"" + workspace + "\",\"after\":50}";
        try (NodeClient client = new NodeClient(auth(), transports, join)) {
            for (int i = 0; i < 30; i++) {
                append(10);
            }
            client.await("connected");
            if (transports.contains(",")) {
                client.await("upgraded");
            }
            append(100);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(client.told("entity:created")).hasSize(550));
            assertThat(client.told("entity:created").stream()
                            .map(each -> each.path("position").asLong()))
                    .isEqualTo(LongStream.rangeClosed(51, 600).boxed().toList());
        }
    }

    @Test
    void theClient_isToldWhyItIsRefused() throws Exception {
        try (NodeClient client = new NodeClient("{\"token\":\"synap_no\"}", "[\"websocket\"]", "{}")) {
            client.await("connect_error");
            ObjectNode error = client.told("connect_error").getFirst();
            assertThat(error.path("message").asString())
                    .isEqualTo("the API key is unknown, expired or revoked; use another one");
            assertThat(error.at("/data/status").asInt()).isEqualTo(401);
        }
    }

    private static String auth() {
        return "{\"token\":\"" + TestServer.ADMIN_KEY + "\"}";
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(SCRIPTS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(3, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void append(int count) {
        String event = "{\"type\":\"note.created\",\"data\":{\"title\":\"x\"}},".repeat(count);
        api.post(path + "/events", "{\"events\":[" + event.substring(0, event.length() - 1) + "]}")
                .is(201);
    }

    private static final class NodeClient implements AutoCloseable {

        private final Process process;
        private final List<ObjectNode> lines = new CopyOnWriteArrayList<>();

        NodeClient(String auth, String transports, String join) throws IOException {
            String task = "{\"url\":\"%s\",\"auth\":%s,\"transports\":%s,\"join\":[%s]}"
                    .formatted(TestServer.shared().realtimeUrl(), auth, transports, join);
            process = new ProcessBuilder("node", "follow.js", task)
                    .directory(SCRIPTS.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (BufferedReader reader = process.inputReader()) {
                reader.lines().map(Json::readObject).forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<ObjectNode> told(String name) {
            return lines.stream()
                    .filter(line -> line.path("name").asString("").equals(name))
                    .map(line -> (ObjectNode) line.get("body"))
                    .toList();
        }

        void await(String name) {
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !told(name).isEmpty());
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
