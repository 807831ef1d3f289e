package dev.synap.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows the README, the guide and the page for agents as a reader would: types every block into a shell, against a server that
 * {@code ./synap start} started, and compares what is printed with what the document shows. Times, hashes
 * and generated ids may differ.
 *
 * <p>With {@code SYNAP_DOCS_UPDATE} set in the environment it writes what is printed into the documents.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> DOCUMENTS = List.of("README.md", "docs/guide.md", "docs/mcp.md");
    private static final boolean UPDATE = System.getenv("SYNAP_DOCS_UPDATE") != null;
    private static final Pattern KEY = Pattern.compile("synap_\\w+_\\w+");
    private static final Pattern FILE = Pattern.compile("`(\\w+\\.java)`");

    @TempDir
    private Path directory;

    @Test
    void everyBlockOfTheDocumentation_printsWhatTheDocumentShows() throws Exception {
        // given
        assumeTrue(Files.exists(ROOT.resolve("target/dist.stamp")), "Synap is not built: run ./synap test");
        int port = freePort();
        Path synap = directory.resolve("synap");
        Files.writeString(synap, "#!/bin/sh\nexec " + ROOT.resolve("synap") + " \"$@\"\n");
        assertThat(synap.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = Map.of(
                "SYNAP_NO_BUILD", "1",
                "SYNAP_PORT", String.valueOf(port),
                "SYNAP_REALTIME_PORT", "0",
                "SYNAP_DATA_DIR", directory.resolve("data").toString(),
                "HOME", directory.toString(),
                "XDG_CACHE_HOME",
                        Path.of(System.getProperty("user.home"), ".cache").toString(),
                "GIT_CONFIG_GLOBAL", "/dev/null");
        Process server = start(environment);
        try (Shell shell = new Shell(directory, environment)) {
            String key = readKey(server);
            // when, then
            for (String document : DOCUMENTS) {
                follow(ROOT.resolve(document), shell, port, key);
            }
        } finally {
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS))
                    .as("the server stops")
                    .isTrue();
        }
    }

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("./synap", "start").directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    private static String readKey(Process server) throws IOException {
        BufferedReader output = server.inputReader();
        StringBuilder printed = new StringBuilder();
        String key = "";
        String line = output.readLine();
        while (line != null) {
            printed.append(line).append('\n');
            Matcher matcher = KEY.matcher(line);
            if (matcher.find()) {
                key = matcher.group();
            }
            if (line.contains("Ctrl-C")) {
                assertThat(key).as("the key in%n%s", printed).isNotEmpty();
                return key;
            }
            line = output.readLine();
        }
        throw new AssertionError("the server did not start:\n" + printed);
    }

    private void follow(Path document, Shell shell, int port, String key) throws IOException {
        List<String> lines = Files.readAllLines(document);
        List<String> updated = new ArrayList<>(lines);
        String printed = "";
        int shift = 0;
        for (CodeBlock block : CodeBlock.of(lines)) {
            String text = block.text()
                    .replace("127.0.0.1:8080", "127.0.0.1:" + port)
                    .replace("the-key-that-start-has-printed", key);
            if (block.isCommand()) {
                printed = isRunAlready(block) ? "" : shell.run(text);
            } else if (block.isOutput()) {
                String shown = printed.replace("127.0.0.1:" + port, "127.0.0.1:8080");
                if (UPDATE) {
                    shift += replace(updated, block.firstLine() + shift, block.text(), shown);
                } else {
                    assertThat(settled(shown))
                            .as("%s, line %d", document.getFileName(), block.firstLine() + 1)
                            .isEqualTo(settled(block.text()));
                }
            } else {
                Matcher file = FILE.matcher(block.lead());
                assertThat(file.find())
                        .as("a file name before the block: %s", block.lead())
                        .isTrue();
                Files.writeString(directory.resolve(file.group(1)), text);
            }
        }
        if (UPDATE) {
            Files.write(document, updated);
        }
    }

    /** The two commands that surround this test: the server it started, and the test run that it is part of. */
    private static boolean isRunAlready(CodeBlock block) {
        return block.text().equals("./synap start\n") || block.text().equals("./synap test\n");
    }

    private static int replace(List<String> lines, int at, String before, String after) {
        int count = (int) before.lines().count();
        List<String> replacement = after.lines().toList();
        lines.subList(at, at + count).clear();
        lines.addAll(at, replacement);
        return replacement.size() - count;
    }

    /** Text with everything that differs from run to run made the same. */
    private static String settled(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z| UTC)?", "<time>")
                .replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
                .replaceAll("\\b[0-9a-f]{40}\\b", "<commit>")
                .replaceAll("\\b([a-z]+)_[0-9A-Za-z]{22}\\b", "$1_<id>")
                .replaceAll("\\b([a-z]+)_[0-9A-Za-z]+…", "$1_<id>…") // cut by the width of a table
                .replaceAll("\"next\":\"[^\"]+\"", "\"next\":\"<cursor>\"")
                .replaceAll("\\bsynap_[0-9A-Za-z]{8}(_\\w+)?\\b", "<key>")
                .replaceAll("curl/[0-9.]+", "curl/<version>")
                .replaceAll("[0-9.,]+ (events/s|s|ms|KiB|kB|MB)\\b", "<n> $1")
                .strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
