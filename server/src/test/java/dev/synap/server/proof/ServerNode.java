package dev.synap.server.proof;

import dev.synap.server.SynapServer;
import dev.synap.store.DatabaseSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server in a JVM of its own, as {@code ./synap start} runs it, on a database that it shares with others or on its
 * own. It can be killed and started again, always on the same port, or stopped in the midst of its work and let go on.
 * Thread-safe, but for being started by one thread at a time.
 */
public final class ServerNode implements AutoCloseable {

    public static final String ADMIN_KEY = "the-owners-key-in-tests";

    private static final Duration START_WITHIN = Duration.ofMinutes(4);

    private final Map<String, String> environment;
    private final Path output;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile @Nullable Process process;
    private int realtimePort;
    private Map<String, String> model = Map.of();

    /** @param output where its log goes */
    public ServerNode(DatabaseSettings database, Path output) throws IOException {
        this(
                Map.of(
                        "SYNAP_DATABASE_URL", database.jdbcUrl(),
                        "PGUSER", database.user(),
                        "PGPASSWORD", database.password()),
                output);
    }

    /** A server that runs its own PostgreSQL in this directory. */
    static ServerNode withOwnPostgres(Path dataDir, Path output) throws IOException {
        return new ServerNode(Map.of("SYNAP_DATA_DIR", dataDir.toString()), output);
    }

    private ServerNode(Map<String, String> environment, Path output) throws IOException {
        this.environment = environment;
        this.output = output;
        Files.createDirectories(output.toAbsolutePath().getParent());
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    /** The same server, with realtime on one port, however often it is started. */
    public ServerNode withRealtime() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            realtimePort = socket.getLocalPort();
        }
        return this;
    }

    /** The same server, which may ask this model. */
    public ServerNode withModel(URI url, String name, Duration timeout) {
        model = Map.of(
                "SYNAP_MODEL_URL",
                url.toString(),
                "SYNAP_MODEL",
                name,
                "SYNAP_MODEL_TIMEOUT",
                timeout.toSeconds() + "s");
        return this;
    }

    /** Where Socket.IO listens, see {@link #withRealtime}. */
    public String realtimeUrl() {
        return "http://127.0.0.1:" + realtimePort;
    }

    /** Returns at once; see {@link #awaitReady}. */
    public ServerNode start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SynapServer.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("SYNAP_PORT", Integer.toString(port));
        builder.environment().put("SYNAP_REALTIME_PORT", Integer.toString(realtimePort));
        builder.environment().keySet().removeIf(name -> name.startsWith("SYNAP_DATA"));
        builder.environment().putAll(environment);
        builder.environment().putAll(model);
        builder.environment().put("SYNAP_ADMIN_KEY", ADMIN_KEY);
        process = builder.start();
        return this;
    }

    /** Waits until it says that it is healthy. */
    public ServerNode awaitReady() throws Exception {
        Process started = process;
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!isHealthy()) {
            if (started == null || System.nanoTime() > deadline || started.waitFor(50, TimeUnit.MILLISECONDS)) {
                List<String> lines = Files.readAllLines(output);
                throw new IllegalStateException("the server did not start (%s); it said: %s"
                        .formatted(
                                started,
                                String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()))));
            }
        }
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** kill -9. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    /** Ends it as Ctrl-C does, with its own PostgreSQL. */
    public void shutDown() {
        Process running = process;
        if (running != null) {
            running.destroy();
            running.onExit().join();
        }
    }

    /** SIGSTOP: it does nothing at all from now on, and knows nothing of that. */
    public void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on where it was stopped. */
    public void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        long pid = Objects.requireNonNull(process).pid();
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + name + " " + pid + " ended with " + code);
        }
    }

    @Override
    public void close() {
        kill();
        http.close();
    }

    @Override
    public String toString() {
        return url() + " (log in " + output + ")";
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
