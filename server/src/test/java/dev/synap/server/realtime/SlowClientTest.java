package dev.synap.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.server.http.Api;
import dev.synap.server.realtime.TestClient.Told;
import dev.synap.server.start.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A client that does not read what it is sent. */
class SlowClientTest {

    private static final String URL = TestServer.shared().realtimeUrl();
    private static final int EVENTS = 30_000;

    private final Api api = Api.owner();

    @Test
    void aClientThatDoesNotRead_isCutOff_andTheOthersMissNothing() throws Exception {
        String path = api.newWorkspace();
        String workspace = path.substring(path.lastIndexOf('/') + 1);
        try (TestClient quick = TestClient.withKey(URL, TestServer.ADMIN_KEY);
                Socket slow = connectAndJoin(workspace)) {
            quick.join(workspace);

            for (int i = 0; i < EVENTS / 1_000; i++) {
                append(path, 1_000);
                int written = i * 1_000;
                await().atMost(Duration.ofMinutes(1)).until(() -> quick.told().size() >= written - 3_000);
            }

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(quick.told()).hasSize(EVENTS));
            assertThat(quick.told().stream().map(Told::position))
                    .isEqualTo(LongStream.rangeClosed(1, EVENTS).boxed().toList());
            assertThat(readToEnd(slow)).isLessThan(EVENTS / 2);
        }
    }

    /** A WebSocket by hand, for no client can be kept from reading. */
    private static Socket connectAndJoin(String workspace) throws IOException {
        URI url = URI.create(URL);
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        write(socket, """
                GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
                Host: %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.formatted(url.getAuthority()).getBytes(StandardCharsets.US_ASCII));
        readUntil(socket, "pingTimeout");
        write(socket, frame("40{\"token\":\"" + TestServer.ADMIN_KEY + "\"}"));
        readUntil(socket, "40{");
        write(socket, frame("420[\"join\",{\"workspaceId\":\"" + workspace + "\"}]"));
        readUntil(socket, "430[");
        return socket;
    }

    private static void readUntil(Socket socket, String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(text) < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as(seen::toString).isNotNegative();
            seen.append((char) next);
        }
    }

    private static byte[] frame(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        if (body.length < 126) {
            frame.write(0x80 | body.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(body.length >> 8);
            frame.write(body.length);
        }
        // Masked with zeros.
        frame.writeBytes(new byte[4]);
        frame.writeBytes(body);
        return frame.toByteArray();
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** How many messages were on their way; fails when the connection does not end. */
    private static int readToEnd(Socket socket) throws IOException {
        String rest;
        try (InputStream in = socket.getInputStream()) {
            rest = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return 0;
        }
        return rest.split("entity:created", -1).length - 1;
    }

    @Test
    void aClientThatReadsSlowerThanOthersWrite_catchesUp() {
        String path = api.newWorkspace();
        try (TestClient client = TestClient.withKey(URL, TestServer.ADMIN_KEY)) {
            client.join(path.substring(path.lastIndexOf('/') + 1));
            for (int i = 0; i < 10; i++) {
                append(path, 1_000);
            }
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(client.told()).hasSize(10_000));
            assertThat(client.told().stream().map(Told::position))
                    .isEqualTo(LongStream.rangeClosed(1, 10_000).boxed().toList());
        }
    }

    private void append(String path, int count) {
        String event = "{\"type\":\"note.created\",\"data\":{\"title\":\"x\"}},";
        String events = event.repeat(count);
        api.post(path + "/events", "{\"events\":[" + events.substring(0, events.length() - 1) + "]}")
                .is(201);
    }
}
