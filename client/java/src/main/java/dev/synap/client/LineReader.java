package dev.synap.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines of UTF-8 off a stream. Unlike {@link java.io.BufferedReader}, it tells a last line that was
 * cut off from a whole one, and refuses to fill the memory with a line that does not end.
 *
 * <p>Not thread-safe.
 */
final class LineReader implements AutoCloseable {

    /** Far more than an event can have. */
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its line feed; null after the last one.
     *
     * @throws EOFException when the stream ends inside a line
     */
    @Nullable
    String next() throws IOException {
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    String line = new String(buffer, start, i - start, StandardCharsets.UTF_8);
                    start = i + 1;
                    return line;
                }
            }
            scanned = end;
            if (start > 0) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                scanned -= start;
                end -= start;
                start = 0;
            }
            if (!fill()) {
                return null;
            }
        }
    }

    private boolean fill() throws IOException {
        if (end == buffer.length) {
            if (end >= LONGEST_LINE) {
                throw new IOException("a line has more than " + LONGEST_LINE + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0 && end > start) {
            throw new EOFException("the stream ended inside a line");
        }
        end += Math.max(read, 0);
        return read >= 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
