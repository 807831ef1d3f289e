package dev.synap.cli;

import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Synap;
import dev.synap.client.SynapBuilder;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.ServerSettings;
import dev.synap.server.web.WebSettings;
import dev.synap.store.access.KeySecret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The server itself, on its own PostgreSQL, started once for all tests; each test takes a workspace of its own. */
public final class RealServer {

    static final String KEY = "synap_key_of_the_tests_0123456789";

    private static final AtomicInteger WORKSPACES = new AtomicInteger();
    private static final RunningServer SERVER = start();

    private RealServer() {}

    /** What a command wrote, and how it ended. */
    public record Ended(int exitCode, String out, String err) {
        /** The first line of what it wrote that begins with this and a blank. */
        public String line(String begin) {
            return out.lines()
                    .filter(line -> line.startsWith(begin + " "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no line of " + begin + " in\n" + out))
                    .strip();
        }
    }

    public static String url() {
        return SERVER.url();
    }

    public static String newWorkspace() {
        String id = "ws_" + WORKSPACES.incrementAndGet();
        try (Synap synap = Synap.connect(url(), KEY)) {
            synap.workspaces().create(id, "Workspace of a test");
        }
        return id;
    }

    public static SynapBuilder client() {
        return Synap.builder().url(url()).key(KEY);
    }

    public static Ended run(String... args) {
        return run("", Map.of(), args);
    }

    public static Ended run(String input, Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> variables = new HashMap<>(Map.of("SYNAP_URL", url(), "SYNAP_KEY", KEY));
        variables.putAll(environment);
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                variables,
                false,
                false);
        int exitCode = SynapCli.run(terminal, args);
        return new Ended(exitCode, out.toString(), err.toString(StandardCharsets.UTF_8));
    }

    private static RunningServer start() {
        try {
            ServerSettings settings = new ServerSettings(
                    new WebSettings("127.0.0.1", 0, false, 1_000),
                    Files.createTempDirectory("synap-cli-test"),
                    Optional.empty(),
                    Optional.of(KeySecret.chosen("key", KEY)));
            RunningServer server = RunningServer.start(settings, _ -> {});
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
