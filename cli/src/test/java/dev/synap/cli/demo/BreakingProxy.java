package dev.synap.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Stands before a server and lets so many requests through. The one after them is lost, or done and its answer lost; whoever
 * sent it is told what makes no client try again, and so is as good as killed.
 */
final class BreakingProxy implements AutoCloseable {

    private static final List<String> PASSED_ON = List.of("Authorization", "Content-Type");

    private final HttpServer proxy;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String target;
    private final boolean lastIsDone;
    private int left;

    /** @param lastIsDone whether the request after those that pass is done all the same */
    BreakingProxy(String target, int passing, boolean lastIsDone) throws IOException {
        this.target = target;
        this.left = passing;
        this.lastIsDone = lastIsDone;
        this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(Executors.newSingleThreadExecutor());
        proxy.createContext("/", this::handle);
        proxy.start();
    }

    String url() {
        return "http://127.0.0.1:" + proxy.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            left--;
            if (left < -1 || (left == -1 && !lastIsDone)) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            HttpResponse<byte[]> answer = forward(exchange);
            if (left == -1) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        PASSED_ON.forEach(name -> exchange.getRequestHeaders()
                .getOrDefault(name, List.of())
                .forEach(value -> request.header(name, value)));
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
        client.close();
    }
}
