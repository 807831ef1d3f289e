package dev.synap.server.event;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes events as lines of JSON, many to a write. Not thread-safe. */
final class EventLines {

    private static final int BUFFER_CHARS = 32 * 1024;

    private final OutputStream out;
    private final StringBuilder buffer = new StringBuilder(BUFFER_CHARS + 2048);

    EventLines(OutputStream out) {
        this.out = out;
    }

    void write(Event event) throws IOException {
        EventJson.append(buffer, event);
        buffer.append('\n');
        if (buffer.length() >= BUFFER_CHARS) {
            drain();
        }
    }

    /** An empty line, which says that the stream is alive. */
    void heartbeat() throws IOException {
        buffer.append('\n');
        flush();
    }

    /** Sends everything on its way to the client. */
    void flush() throws IOException {
        drain();
        out.flush();
    }

    private void drain() throws IOException {
        if (!buffer.isEmpty()) {
            out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
            buffer.setLength(0);
            // One huge event must not keep its room for the rest of the stream.
            if (buffer.capacity() > 4 * BUFFER_CHARS) {
                buffer.trimToSize();
            }
        }
    }
}
