package dev.synap.server.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.synap.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An endpoint on loopback that speaks OpenAI's protocol of chats, and answers what a test says. */
public final class FakeModel implements AutoCloseable {

    /** What it is asked for. */
    public static final String NAME = "fake-1";

    /** What it says has answered. */
    public static final String VERSION = "fake-1-2026-11-30";

    /** Tokens that it says each call took. */
    public static final int INPUT_TOKENS = 700;

    public static final int OUTPUT_TOKENS = 50;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private volatile Function<Asked, Reply> answer = question -> says("{\"tasks\": []}");

    /** A request, as it came. */
    public record Asked(String path, @Nullable String authorization, String body) {

        /** The whole request. */
        public JsonNode json() {
            return Json.readObject(body);
        }

        /** What the model is told to do. */
        String system() {
            return json().at("/messages/0/content").stringValue();
        }

        /** What it is told about. */
        public JsonNode user() {
            return Json.readObject(json().at("/messages/1/content").stringValue());
        }

        /** The text that it is to read. */
        public String text() {
            return user().get("text").stringValue();
        }
    }

    /** What it answers: a status and a body; a body of null means that it never does. */
    public record Reply(int status, @Nullable String body) {}

    public FakeModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    public FakeModel answer(Function<Asked, Reply> with) {
        answer = with;
        return this;
    }

    /** A whole answer of the protocol, in which the model says this. */
    public static Reply says(String content) {
        return new Reply(200, Json.write(completion(content)));
    }

    /** The answer of the protocol in which the model says this, to be changed. */
    public static ObjectNode completion(String content) {
        ObjectNode completion = Json.newObject()
                .put("id", "chatcmpl-1")
                .put("object", "chat.completion")
                .put("created", 1_780_000_000L)
                .put("model", VERSION)
                .put("system_fingerprint", "fp_7");
        ObjectNode choice = completion.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", content);
        completion
                .putObject("usage")
                .put("prompt_tokens", INPUT_TOKENS)
                .put("completion_tokens", OUTPUT_TOKENS)
                .put("total_tokens", INPUT_TOKENS + OUTPUT_TOKENS);
        return completion;
    }

    /** A task in the form that is asked for, to be changed. */
    public static ObjectNode task(String quote, String title, double confidence) {
        ObjectNode task = Json.newObject().put("quote", quote).put("title", title);
        task.putNull("due");
        task.putArray("people");
        task.putNull("project");
        task.putArray("tags");
        task.put("confidence", confidence);
        task.putArray("steps")
                .addObject()
                .put("thought", "It says \"" + quote + "\"")
                .put("action", "Suggest " + title)
                .put("confidence", confidence);
        return task;
    }

    /** An answer of the form that is asked for. */
    public static Reply suggests(ObjectNode... tasks) {
        ObjectNode answer = Json.newObject();
        var list = answer.putArray("tasks");
        for (ObjectNode task : tasks) {
            list.add(task);
        }
        return says(Json.write(answer));
    }

    /** An error of the protocol. */
    public static Reply fails(int status, String message) {
        ObjectNode body = Json.newObject();
        body.putObject("error").put("message", message).put("type", "error");
        return new Reply(status, Json.write(body));
    }

    /** No answer. */
    public static Reply isSilent() {
        return new Reply(200, null);
    }

    /** The next request; fails when none comes. */
    public Asked next() {
        try {
            Asked next = asked.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("the model is asked").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The requests that came and were not looked at yet. */
    public List<Asked> rest() {
        List<Asked> rest = new ArrayList<>();
        asked.drainTo(rest);
        return rest;
    }

    private void serve(HttpExchange exchange) throws IOException {
        Asked question = new Asked(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(question);
        Reply reply = answer.apply(question);
        if (reply.body() == null) {
            return;
        }
        try (exchange) {
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
