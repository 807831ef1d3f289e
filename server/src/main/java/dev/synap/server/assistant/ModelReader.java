package dev.synap.server.assistant;

import dev.synap.server.crew.Crew;
import dev.synap.store.reading.Reading;
import dev.synap.store.reading.ReadingQueue;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes texts that wait for the model, one of a workspace at a time and so many at once at most, and has them read: beside the
 * feed, since an answer takes seconds. Each node has one; a node that dies leaves what it was reading to the others, or to
 * itself when it is back.
 *
 * <p>Thread-safe. Starting and closing twice is safe.
 */
public final class ModelReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelReader.class);

    /** So many workspaces are served at once. */
    private static final int AT_ONCE = 16;

    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);
    private final ReadingQueue queue;
    private final Readings readings;
    private final Crew crew;

    public ModelReader(ReadingQueue queue, Readings readings) {
        this.queue = queue;
        this.readings = readings;
        this.crew = new Crew("model-reader", "texts for the model", AT_ONCE, readings.looksEvery(), this::take);
    }

    /** Begins to read. */
    public ModelReader start() {
        crew.start();
        return this;
    }

    private void take() {
        int room = crew.begin();
        if (room == 0 || !queue.isAnyDue()) {
            return;
        }
        queue.claim(room, readings.holdFor()).forEach(reading -> crew.handOut(() -> serve(reading)));
    }

    private void serve(Reading reading) {
        try {
            Optional<Duration> pause = readings.read(reading);
            pause.ifPresentOrElse(
                    length -> queue.leave(reading, length), () -> queue.done(reading, readings.settleFor()));
        } catch (RuntimeException e) {
            LOG.warn("[{}/{}] waits for the model: {}", reading.workspaceId(), reading.subjectId(), e.toString());
            leave(reading);
        }
    }

    private void leave(Reading reading) {
        try {
            queue.leave(reading, AFTER_FAULT);
        } catch (RuntimeException e) {
            LOG.debug("[{}/{}] is held until others may take it", reading.workspaceId(), reading.subjectId());
        }
    }

    /** Takes nothing more, and lets what is being read come to its end for a moment. */
    @Override
    public void close() {
        crew.close();
    }
}
