package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The events after a position, one by one as they come over the wire. A connection that breaks is opened
 * anew behind the last event that came, so none is missed or repeated.
 *
 * <p>One thread reads; any may close.
 */
final class EventFeed implements AutoCloseable {

    private final Transport transport;
    private final String workspace;
    private final boolean follow;
    private final Duration longestSilence;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable CompletableFuture<HttpResponse<InputStream>> opening;
    private volatile @Nullable LineReader lines;
    private volatile long position;
    private int failures;

    EventFeed(Transport transport, String workspace, long afterPosition, boolean follow, Duration longestSilence) {
        this.transport = transport;
        this.workspace = workspace;
        this.position = afterPosition;
        this.follow = follow;
        this.longestSilence = longestSilence;
    }

    /**
     * Waits for the next event; null once there will be none, at the end or when closed.
     *
     * @throws SynapClientException when trying again has not helped or cannot; while following, the former
     *     never happens
     */
    @Nullable
    Event next() {
        while (!isClosed()) {
            try {
                String line = line();
                if (line == null && !follow) {
                    close();
                    return null;
                }
                if (line == null) {
                    throw new IOException("the server ended the stream");
                }
                failures = 0;
                Event event = line.isEmpty() ? null : EventJson.read(line); // an empty line is a sign of life
                if (event != null && event.position() > position) {
                    position = event.position();
                    return event;
                }
            } catch (InvalidInputException e) {
                throw SynapClientException.badAnswer(
                        200,
                        false,
                        "%s sent a line that is no event: %s %s".formatted(call(), e.field(), e.getMessage()),
                        e);
            } catch (SynapClientException e) {
                recover(e);
            } catch (IOException e) {
                recover(transport.unreachable(call(), e));
            }
        }
        return null;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits, but no longer than until the feed is closed. */
    void pause(Duration time) {
        try {
            closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SynapClientException.interrupted(call() + " was interrupted", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        CompletableFuture<?> pending = opening;
        if (pending != null) {
            pending.cancel(true);
        }
        disconnect();
    }

    private @Nullable String line() throws IOException {
        LineReader open = lines;
        if (open == null) {
            open = connect();
            lines = open;
            if (isClosed()) {
                disconnect();
                return null;
            }
        }
        return open.next();
    }

    private LineReader connect() throws IOException {
        Call call = call();
        try {
            CompletableFuture<HttpResponse<InputStream>> pending = transport.open(call);
            opening = pending;
            HttpResponse<InputStream> response =
                    pending.get(transport.settings().attemptTimeout().toNanos(), TimeUnit.NANOSECONDS);
            InputStream body = new WatchedStream(response.body(), longestSilence);
            if (response.statusCode() == 200) {
                return new LineReader(body);
            }
            try (body) {
                byte[] problem = body.readNBytes(64 * 1024);
                throw new Answer(call, response.statusCode(), response.headers(), problem).failure();
            }
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        } catch (CancellationException e) {
            throw new IOException("closed", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SynapClientException.interrupted(call + " was interrupted", e);
        } finally {
            opening = null;
        }
    }

    private void recover(SynapClientException failure) {
        disconnect();
        failures++;
        if (isClosed()) {
            return;
        }
        if (!failure.retryable() || (!follow && failures > transport.settings().retries())) {
            throw failure;
        }
        pause(transport.backoff().pause(failures));
    }

    private void disconnect() {
        LineReader open = lines;
        lines = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is being given up anyway.
            }
        }
    }

    private Call call() {
        return Call.get(Target.api("workspaces", workspace, "events.ndjson")
                .with("after", position)
                .with("follow", follow ? true : null)
                .toString());
    }
}
