package dev.synap.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's npm, in the directory of one package. */
public record Npm(Path directory) {

    /** Fails with all that it said where it fails. */
    public void run(String... arguments) throws Exception {
        run(Map.of(), arguments);
    }

    /** Runs the tests of the package against a server. */
    public void test(BuiltServer server) throws Exception {
        run(Map.of("SYNAP_URL", server.url(), "SYNAP_KEY", BuiltServer.KEY), "test");
    }

    private void run(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("npm").directory(directory.toFile()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("npm " + String.join(" ", arguments) + "\n" + said)
                .isZero();
    }
}
