package dev.synap.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepAliveConnectionTest {

    private final Set<Integer> clientPorts = new HashSet<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fixed", exchange -> answer(exchange, 201, "stored".length()));
        server.createContext("/chunked", exchange -> answer(exchange, 200, 0));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void exchange_readsAnswersOfFixedLengthAndInChunks_overOneConnection() throws IOException {
        try (KeepAliveConnection connection =
                new KeepAliveConnection(server.getAddress().getPort())) {
            for (int i = 0; i < 3; i++) {
                assertThat(connection.exchange(get("/fixed"))).isEqualTo(201);
                assertThat(connection.body()).isEqualTo("stored");
                assertThat(connection.exchange(get("/chunked"))).isEqualTo(200);
                assertThat(connection.body()).isEqualTo("stored");
            }
        }
        assertThat(clientPorts).hasSize(1);
    }

    @Test
    void exchange_opensTheConnectionAgain_whenItHasLainIdle() throws IOException {
        try (KeepAliveConnection connection =
                new KeepAliveConnection(server.getAddress().getPort(), Duration.ZERO)) {
            assertThat(connection.exchange(get("/fixed"))).isEqualTo(201);
            assertThat(connection.exchange(get("/fixed"))).isEqualTo(201);
        }
        assertThat(clientPorts).hasSize(2);
    }

    @Test
    void exchange_fails_whenTheServerHangsUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                KeepAliveConnection connection = new KeepAliveConnection(silent.getLocalPort())) {
            Thread.ofVirtual().start(() -> hangUp(silent));

            assertThatThrownBy(() -> connection.exchange(get("/fixed"))).isInstanceOf(EOFException.class);
        }
    }

    private static void hangUp(ServerSocket silent) {
        try (Socket accepted = silent.accept()) {
            accepted.shutdownOutput();
            accepted.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange, int status, long length) throws IOException {
        clientPorts.add(exchange.getRemoteAddress().getPort());
        exchange.sendResponseHeaders(status, length);
        try (var body = exchange.getResponseBody()) {
            body.write("stored".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
