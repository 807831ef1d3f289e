package dev.synap.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.synap.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/** Somebody who is sent events, on loopback; answers what a test says. */
final class TestReceiver implements AutoCloseable {

    /** What arrived. */
    record Received(String id, String timestamp, String signature, String body) {

        JsonNode json() {
            return Json.readObject(body);
        }

        String type() {
            return json().get("type").stringValue();
        }

        String subject() {
            return json().at("/data/subjectId").asString("");
        }

        long position() {
            return json().at("/data/position").asLong(0);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<Received> arrived = new LinkedBlockingQueue<>();
    private volatile ToIntFunction<Received> answer = received -> 200;
    private volatile String retryAfter = "";

    TestReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    /** Answers with the status that this gives. */
    void answer(ToIntFunction<Received> status) {
        answer = status;
    }

    /** Says in all its answers when to come again. */
    void retryAfter(String header) {
        retryAfter = header;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks?app=1";
    }

    /** The next one to arrive; fails when none does. */
    Received next() {
        try {
            Received received = arrived.poll(20, TimeUnit.SECONDS);
            assertThat(received).as("something arrives").isNotNull();
            return received;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Received> next(int count) {
        List<Received> received = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            received.add(next());
        }
        return received;
    }

    /** What has arrived and was not looked at yet. */
    List<Received> rest() {
        List<Received> rest = new ArrayList<>();
        arrived.drainTo(rest);
        return rest;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received received = new Received(
                    header(exchange, "webhook-id"),
                    header(exchange, "webhook-timestamp"),
                    header(exchange, "webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            int status = answer.applyAsInt(received);
            if (status >= 300 && status < 400) {
                exchange.getResponseHeaders().add("Location", url());
            }
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            arrived.add(received);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
