package dev.synap.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import dev.synap.server.start.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.node.ObjectNode;

/** The protocol's own client for TypeScript, run by Node where there is one. */
final class AgentClient implements AutoCloseable {

    private static final Path SCRIPTS = Path.of("..", "client", "mcp-test");

    private final Process process;
    private final BufferedReader answers;
    private final Writer calls;
    private final ObjectNode welcome;

    /** A client that has connected, or was refused. */
    AgentClient(String key) {
        String place = "{\"url\":\"%s/mcp\",\"headers\":{\"Authorization\":\"Bearer %s\"}}"
                .formatted(TestServer.shared().url(), key);
        try {
            process = new ProcessBuilder("node", "call.js", place)
                    .directory(SCRIPTS.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = process.inputReader();
        calls = process.outputWriter();
        welcome = read();
    }

    static void install() throws InterruptedException, IOException {
        Assumptions.assumeTrue(runs("node", "--version") && runs("npm", "--version"), "Node and npm are not installed");
        Path installed = SCRIPTS.resolve("node_modules", ".package-lock.json");
        Path wanted = SCRIPTS.resolve("package-lock.json");
        boolean fresh = Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0;
        assertThat(fresh || runs("npm", "ci", "--no-audit", "--no-fund"))
                .as("npm ci in client/mcp-test")
                .isTrue();
    }

    /** What the server said of itself, or why it refused. */
    ObjectNode welcome() {
        return welcome;
    }

    /** What a method of the client gives. */
    ObjectNode request(String method, String params) {
        try {
            calls.write("{\"method\":\"" + method + "\",\"params\":" + params.replace("\n", " ") + "}\n");
            calls.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read();
    }

    /** What a tool answers, be it an error or not. */
    ObjectNode tool(String name, String arguments) {
        return request("callTool", "{\"name\":\"" + name + "\",\"arguments\":" + arguments + "}");
    }

    /** The content of what a tool answers, which must be no error. */
    ObjectNode ask(String name, String arguments) {
        ObjectNode answer = tool(name, arguments);
        assertThat(answer.path("isError").asBoolean(true)).as(answer.toString()).isFalse();
        assertThat(answer.at("/content/0/text").asString("")).isNotBlank();
        // The same as text, for clients that know no structured content.
        assertThat(Json.readObject(answer.at("/content/1/text").stringValue()))
                .isEqualTo(answer.get("structuredContent"));
        return (ObjectNode) answer.get("structuredContent");
    }

    /** What a tool says that it cannot do. */
    String refusal(String name, String arguments) {
        ObjectNode answer = tool(name, arguments);
        assertThat(answer.path("isError").asBoolean(false))
                .as(answer.toString())
                .isTrue();
        return answer.at("/content/0/text").stringValue();
    }

    private ObjectNode read() {
        try {
            String line = answers.readLine();
            assertThat(line).as("an answer of the client").isNotNull();
            return Json.readObject(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
