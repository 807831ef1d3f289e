package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.start.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no HTTP client would send: broken framing, broken headers, broken request lines. */
class RawRequestTest {

    private static final Api API = Api.owner();
    private static final String EVENT = "{\"events\":[{\"type\":\"note.created\"}]}";
    private static String w = "";

    /**
     * @param request W stands for the workspace's path, KEY for the header with the key
     * @param status 0 where the connection just ends
     */
    record Raw(String name, String request, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void makeWorkspace() {
        w = API.newWorkspace();
    }

    static Stream<Raw> requests() {
        String post = "POST W/events HTTP/1.1\r\nHost: x\r\nKEY\r\nContent-Type: application/json\r\n";
        return Stream.of(
                new Raw("no HTTP at all", "hello\r\n\r\n", 400),
                new Raw("TLS on the plain port", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n", 400),
                new Raw("HTTP 3.0", "GET W/events HTTP/3.0\r\nHost: x\r\n\r\n", 400),
                new Raw("no host", "GET W/events HTTP/1.1\r\nKEY\r\n\r\n", 400),
                new Raw("two hosts", "GET W/events HTTP/1.1\r\nHost: a\r\nHost: b\r\nKEY\r\n\r\n", 400),
                new Raw("bad percent-encoding in the path", "GET W/events/%zz HTTP/1.1\r\nHost: x\r\nKEY\r\n\r\n", 400),
                new Raw("cut-off percent-encoding", "GET W/events/%4 HTTP/1.1\r\nHost: x\r\nKEY\r\n\r\n", 400),
                new Raw(
                        "bad percent-encoding in the query",
                        "GET W/events?type=%zz HTTP/1.1\r\nHost: x\r\nKEY\r\n\r\n",
                        400),
                new Raw("space in the path", "GET W/events/a b HTTP/1.1\r\nHost: x\r\nKEY\r\n\r\n", 400),
                new Raw("brackets in the query", "GET W/events?type=[x] HTTP/1.1\r\nHost: x\r\nKEY\r\n\r\n", 400),
                new Raw("path traversal", "GET W/../../../etc/passwd HTTP/1.1\r\nHost: x\r\nKEY\r\n\r\n", 400),
                new Raw(
                        "path traversal beyond the root",
                        "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nKEY\r\n\r\n",
                        400),
                new Raw("a path of dots", "GET W/./events HTTP/1.1\r\nHost: x\r\nKEY\r\n\r\n", 400),
                new Raw("NUL in a header", "GET W/events HTTP/1.1\r\nHost: x\r\nUser-Agent: a\0b\r\nKEY\r\n\r\n", 400),
                new Raw("header without a name", "GET W/events HTTP/1.1\r\nHost: x\r\n: y\r\nKEY\r\n\r\n", 400),
                new Raw(
                        "headers of 64 KiB",
                        "GET W/events HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(65_536) + "\r\n\r\n",
                        400),
                new Raw(
                        "10,000 headers",
                        "GET W/events HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(10_000) + "\r\n",
                        400),
                new Raw("negative content length", post + "Content-Length: -5\r\n\r\n" + EVENT, 400),
                new Raw("content length in words", post + "Content-Length: many\r\n\r\n" + EVENT, 400),
                new Raw("two content lengths", post + "Content-Length: 5\r\nContent-Length: 36\r\n\r\n" + EVENT, 400),
                new Raw(
                        "content length of 20 digits",
                        post + "Content-Length: 99999999999999999999\r\n\r\n" + EVENT,
                        400),
                new Raw("content length of a terabyte", post + "Content-Length: 1099511627776\r\n\r\n" + EVENT, 413),
                new Raw(
                        "bad chunk size",
                        post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + EVENT + "\r\n0\r\n\r\n",
                        400),
                new Raw(
                        "negative chunk size",
                        post + "Transfer-Encoding: chunked\r\n\r\n-5\r\n" + EVENT + "\r\n0\r\n\r\n",
                        400),
                new Raw("huge chunk size", post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx", 400),
                new Raw(
                        "chunks and a length, as smugglers send",
                        post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400),
                new Raw("an encoding that is none", post + "Transfer-Encoding: nonsense\r\n\r\n" + EVENT, 400),
                new Raw(
                        "an expectation that is none",
                        post + "Expect: miracles\r\nContent-Length: 36\r\n\r\n" + EVENT,
                        400),
                new Raw("no body", post + "\r\n", 400),
                new Raw("CONNECT", "CONNECT x:443 HTTP/1.1\r\nHost: x\r\nKEY\r\n\r\n", 400),
                new Raw("TRACE", "TRACE W/events HTTP/1.1\r\nHost: x\r\nKEY\r\n\r\n", 405));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void aBrokenRequest_getsNoStackTraceAndStoresNothing(Raw raw) throws IOException {
        String request =
                raw.request().replace("W/", w + "/").replace("KEY", "Authorization: Bearer " + TestServer.ADMIN_KEY);

        String answer = send(request);

        assertThat(answer).startsWith("HTTP/1.1 " + raw.status());
        assertThat(answer).doesNotContain("Exception").doesNotContain("at org.").doesNotContain("<html");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body.isEmpty() || body.contains("\"type\":\"https://synap.dev/problems/"))
                .as(answer)
                .isTrue();
        assertThat(API.position(w)).isZero();
    }

    /** A client that goes away in the middle of its body. */
    @ParameterizedTest
    @MethodSource("cuts")
    void aBodyThatBreaksOff_storesNothing(String framing) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", API.server().port())) {
            String head = "POST " + w + "/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + TestServer.ADMIN_KEY + "\r\n" + framing;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).doesNotStartWith("HTTP/1.1 5").doesNotStartWith("HTTP/1.1 2");
        }
        assertThat(API.position(w)).isZero();
    }

    static Stream<String> cuts() {
        return Stream.of(
                "Content-Length: 1000\r\n\r\n" + EVENT,
                "Content-Length: 36\r\n\r\n" + EVENT.substring(0, 20),
                "Transfer-Encoding: chunked\r\n\r\n24\r\n" + EVENT + "\r\n",
                "Transfer-Encoding: chunked\r\n\r\n24\r\n" + EVENT.substring(0, 10));
    }

    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", API.server().port())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (IOException e) {
                // The server may answer and close before it has read everything.
            }
            return readAnswer(socket);
        }
    }

    /** The head, and as much of a body as it announces. */
    private static String readAnswer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!isWhole(answer)) {
            int read = socket.getInputStream().read(buffer);
            if (read < 0) {
                break;
            }
            answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
        return answer.toString();
    }

    private static boolean isWhole(StringBuilder answer) {
        int end = answer.indexOf("\r\n\r\n");
        int length = answer.indexOf("Content-Length: ");
        if (end < 0 || length < 0 || length > end) {
            return false;
        }
        int announced = Integer.parseInt(
                answer.substring(length + 16, answer.indexOf("\r\n", length)).strip());
        return answer.length() >= end + 4 + announced;
    }
}
