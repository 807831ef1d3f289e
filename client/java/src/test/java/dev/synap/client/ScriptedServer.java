package dev.synap.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;
import dev.synap.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A server that answers as it was told, one step for each request, to try out what real ones rarely do. */
final class ScriptedServer implements AutoCloseable {

    interface Step {
        void answer(HttpExchange exchange) throws IOException;
    }

    record Request(String method, String target, String body) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer http;
    private volatile Step otherwise = status(500, "{}");

    ScriptedServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), body));
            Step step = steps.poll();
            (step == null ? otherwise : step).answer(exchange);
        });
        http.start();
    }

    ScriptedServer then(Step step) {
        steps.add(step);
        return this;
    }

    ScriptedServer always(Step step) {
        otherwise = step;
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    SynapBuilder client() {
        return Synap.builder().url(url()).key("synap_test").timeout(Duration.ofSeconds(20));
    }

    static Step json(String body) {
        return status(200, body);
    }

    static Step status(int status, String body) {
        return status(status, "application/json", body);
    }

    static Step status(int status, String type, String body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    static Step problem(int status, String code, String more) {
        return status(
                status,
                "application/problem+json",
                "{\"type\":\"https://synap.dev/problems/%s\",\"title\":\"Title\",\"status\":%d,\"detail\":\"Detail.\"%s}"
                        .formatted(code, status, more));
    }

    static Step retryAfter(String seconds, Step step) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", seconds);
            step.answer(exchange);
        };
    }

    /** The connection breaks before an answer, as when a server dies after its commit. */
    static Step hangUp() {
        return HttpExchange::close;
    }

    /** The connection stays, and nothing comes after this much of the answer; headers come when it is not null. */
    Step stall(String beginning) {
        return exchange -> {
            if (beginning != null) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            awaitClosing();
            exchange.close();
        };
    }

    /** A stream of lines that breaks off. */
    static Step brokenStream(String lines) {
        return exchange -> {
            exchange.sendResponseHeaders(200, lines.length() + 1_000L);
            exchange.getResponseBody().write(lines.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    static String appended(String id) {
        return "{\"events\":[{\"id\":\"%s\",\"subjectId\":\"note_1\",\"position\":1,\"version\":1}],\"repeated\":false}"
                .formatted(id);
    }

    static String line(long position) {
        return EventJson.write(event(position)) + "\n";
    }

    static Event event(long position) {
        Instant time = Instant.parse("2024-12-01T10:00:00Z");
        return new Event(
                "default",
                position,
                "evt_" + position,
                "note.updated",
                "note_1",
                "note",
                position,
                JsonObject.parse("{\"content\":\"é " + position + "\"}"),
                JsonObject.empty(),
                "alice",
                "api",
                null,
                null,
                time,
                time,
                "0".repeat(64));
    }

    @Override
    public void close() {
        closing.countDown();
        http.stop(0);
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
