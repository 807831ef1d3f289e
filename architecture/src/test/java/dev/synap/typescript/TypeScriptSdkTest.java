package dev.synap.typescript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the TypeScript SDK with the machine's Node and npm, and runs its own tests against a server. */
class TypeScriptSdkTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SDK = ROOT.resolve("client/typescript");
    private static final String KEY = "synap_typescript_for_this_test_only";

    @TempDir
    private Path directory;

    @Test
    void itsTests_passAgainstAServer() throws Exception {
        // given
        assumeTrue(Files.exists(ROOT.resolve("target/dist.stamp")), "Synap is not built: run ./synap test");
        npm(Map.of(), "ci", "--no-audit", "--no-fund");
        npm(Map.of(), "run", "build");
        int port = freePort();
        Process server = server(port);
        try (BufferedReader output = server.inputReader()) {
            await(output);

            // when, then
            npm(Map.of("SYNAP_URL", "http://127.0.0.1:" + port, "SYNAP_KEY", KEY), "test");
        } finally {
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS))
                    .as("the server stops")
                    .isTrue();
        }
    }

    private Process server(int port) throws IOException {
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
        return builder.start();
    }

    /** What it prints once it runs; fails with what it said where it ends instead. */
    private static void await(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Ctrl-C")) {
                return;
            }
        }
        throw new AssertionError("the server did not start:\n" + said);
    }

    private static void npm(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("npm").directory(SDK.toFile()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("npm " + String.join(" ", arguments) + "\n" + said)
                .isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
