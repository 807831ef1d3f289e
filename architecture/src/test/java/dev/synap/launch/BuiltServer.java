package dev.synap.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The server as it was built, started as people start it, with a log of its own; until it is closed. */
public final class BuiltServer implements AutoCloseable {

    /** Where this checkout lies. */
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The key of its owner. */
    public static final String KEY = "synap_built_server_for_tests_only";

    private final Process process;
    private final BufferedReader output;
    private final String url;

    private BuiltServer(Process process, String url) {
        this.process = process;
        this.output = process.inputReader();
        this.url = url;
    }

    /** Skips the test where nothing was built. */
    public static void assumeBuilt() {
        assumeTrue(Files.exists(ROOT.resolve("target/dist.stamp")), "Synap is not built: run ./synap test");
    }

    /**
     * @param directory where it keeps its data
     * @return once it answers
     */
    public static BuiltServer start(Path directory) throws IOException {
        return start(directory, Map.of());
    }

    /** The same with settings of its own, as variables of its environment. */
    public static BuiltServer start(Path directory, Map<String, String> settings) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(ROOT.resolve("synap").toString(), "start")
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "SYNAP_NO_BUILD",
                        "1",
                        "SYNAP_PORT",
                        String.valueOf(port),
                        "SYNAP_REALTIME_PORT",
                        "0",
                        "SYNAP_DATA_DIR",
                        directory.resolve("data").toString(),
                        "SYNAP_ADMIN_KEY",
                        KEY));
        builder.environment().putAll(settings);
        BuiltServer server = new BuiltServer(builder.start(), "http://127.0.0.1:" + port);
        server.await();
        return server;
    }

    public String url() {
        return url;
    }

    @Override
    public void close() throws InterruptedException, IOException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the server stops").isTrue();
        output.close();
    }

    /** Reads what it prints once it runs; fails with what it said where it ends instead. */
    private void await() throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Ctrl-C")) {
                return;
            }
        }
        throw new AssertionError("the server did not start:\n" + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
