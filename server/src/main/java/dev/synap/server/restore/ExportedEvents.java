package dev.synap.server.restore;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The events of an export, read line by line. Not thread-safe. */
final class ExportedEvents implements Iterator<Event> {

    private final BufferedReader lines;
    private long number;
    private @Nullable String line;

    ExportedEvents(BufferedReader lines) {
        this.lines = lines;
    }

    @Override
    public boolean hasNext() {
        try {
            while (line == null || line.isBlank()) {
                line = lines.readLine();
                if (line == null) {
                    return false;
                }
                number++;
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Event next() {
        String next = hasNext() ? line : null;
        if (next == null) {
            throw new NoSuchElementException();
        }
        line = null;
        try {
            return EventJson.read(next);
        } catch (InvalidInputException e) {
            throw e.under("line " + number);
        }
    }
}
