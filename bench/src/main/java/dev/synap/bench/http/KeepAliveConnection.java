package dev.synap.bench.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection, kept open, with the least work on this side that answers can be read with: the
 * load comes from the same machine that it is put on. It is opened for its first request, and again when it
 * has lain idle, since servers close what nobody uses.
 *
 * <p>Not thread-safe.
 */
public final class KeepAliveConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int BUFFER = 16 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final int port;
    private final long idleNanos;
    private final StringBuilder line = new StringBuilder();
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private long usedAt;
    private byte[] body = new byte[0];

    /** A connection to this port of the loopback address. */
    public KeepAliveConnection(int port) {
        this(port, IDLE);
    }

    /**
     * The same.
     *
     * @param idle when it has not been used for longer, it is opened again
     */
    KeepAliveConnection(int port, Duration idle) {
        this.port = port;
        this.idleNanos = idle.toNanos();
    }

    /** Sends a whole request and reads the whole answer; gives its status. */
    public int exchange(byte[] request) throws IOException {
        open().write(request);
        int status = Integer.parseInt(readLine().substring("HTTP/1.1 ".length()).substring(0, 3));
        int length = 0;
        boolean chunked = false;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.regionMatches(true, 0, "Transfer-Encoding:", 0, 18)) {
                chunked = header.endsWith("chunked");
            }
        }
        body = chunked ? readChunks() : readExactly(length);
        usedAt = System.nanoTime();
        return status;
    }

    private OutputStream open() throws IOException {
        if (socket != null && System.nanoTime() - usedAt > idleNanos) {
            close();
        }
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        }
        return socket.getOutputStream();
    }

    /** The body of the last answer. */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
            whole.write(readExactly(size));
            readLine();
        }
        readLine();
        return whole.toByteArray();
    }

    private int readChunkSize() throws IOException {
        return Integer.parseInt(readLine().strip(), 16);
    }

    private byte[] readExactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server closed the connection within an answer");
        }
        return bytes;
    }

    /** The next line, without its end. */
    private String readLine() throws IOException {
        line.setLength(0);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
