package dev.synap.server.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One POST over a connection of its own, to an address that was looked at before: the JDK's client resolves the name by
 * itself, and the name might stand for another address by then. Of the answer only the status counts, and
 * when to come again; nothing is followed.
 */
final class Post {

    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_BODY = 64 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

    private static final String RETRY_AFTER = "Retry-After:";

    /**
     * What a receiver answered.
     *
     * @param retryAfter the header of that name, as it came
     */
    record Answer(int status, @Nullable String retryAfter) {}

    private final Receivers receivers;
    private final Duration timeout;
    private final ScheduledExecutorService alarms;
    private final SSLSocketFactory tls;

    Post(Receivers receivers, Duration timeout, ScheduledExecutorService alarms, SSLSocketFactory tls) {
        this.receivers = receivers;
        this.timeout = timeout;
        this.alarms = alarms;
        this.tls = tls;
    }

    /**
     * Sends JSON.
     *
     * @throws IOException in words for a person, when there is no answer
     */
    Answer send(URI uri, Map<String, String> headers, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        InetSocketAddress address = new InetSocketAddress(receivers.address(uri), port);
        AtomicBoolean late = new AtomicBoolean();
        try (Socket plain = new Socket()) {
            // Whoever sends one byte a second is never silent, and is too slow all the same.
            ScheduledFuture<?> alarm = alarms.schedule(
                    () -> {
                        late.set(true);
                        closeQuietly(plain);
                    },
                    timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                plain.connect(address, Math.toIntExact(timeout.toMillis()));
                plain.setSoTimeout(Math.toIntExact(timeout.toMillis()));
                return exchange(secure ? secured(plain, uri, port) : plain, head(uri, headers, body.length), body);
            } finally {
                alarm.cancel(false);
            }
        } catch (IOException e) {
            throw late.get() ? new IOException("no answer within " + timeout.toMillis() + " ms", e) : e;
        }
    }

    private Socket secured(Socket plain, URI uri, int port) throws IOException {
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static Answer exchange(Socket socket, byte[] head, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head);
        out.write(body);
        out.flush();
        InputStream in = socket.getInputStream();
        Answer answer = answer(in);
        drain(in);
        return answer;
    }

    private static byte[] head(URI uri, Map<String, String> headers, int length) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder head = new StringBuilder("POST ").append(path);
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(uri.getHost());
        if (uri.getPort() > 0) {
            head.append(':').append(uri.getPort());
        }
        head.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(length);
        head.append("\r\nUser-Agent: Synap\r\nAccept: */*\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The head of the final answer: such as 103 come before it. */
    private static Answer answer(InputStream in) throws IOException {
        int[] left = {MAX_HEAD};
        while (true) {
            Matcher line = STATUS.matcher(line(in, left));
            if (!line.matches()) {
                throw new IOException("the answer is not HTTP/1.1");
            }
            int status = Integer.parseInt(line.group(1));
            String retryAfter = null;
            for (String header = line(in, left); !header.isEmpty(); header = line(in, left)) {
                if (header.regionMatches(true, 0, RETRY_AFTER, 0, RETRY_AFTER.length())) {
                    retryAfter = header.substring(RETRY_AFTER.length()).strip();
                }
            }
            if (status >= 200) {
                return new Answer(status, retryAfter);
            }
        }
    }

    private static String line(InputStream in, int[] left) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended before the answer");
            }
            if (--left[0] < 0) {
                throw new IOException("the answer's head is larger than " + MAX_HEAD + " bytes");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /** Reads on a little, for a receiver whose answer is not fetched may think that it failed. */
    private static void drain(InputStream in) {
        try {
            in.readNBytes(MAX_BODY);
        } catch (IOException e) {
            // It has answered: how its words end does not matter.
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use anyway.
        }
    }
}
