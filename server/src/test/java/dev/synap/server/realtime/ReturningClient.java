package dev.synap.server.realtime;

import dev.synap.core.json.Json;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.json.JSONObject;

/** A client that connects again by itself, and joins after the last position that it was told of, as an app does. */
final class ReturningClient implements AutoCloseable {

    private final Socket socket;
    private final String workspaceId;
    private final List<Long> positions = new CopyOnWriteArrayList<>();
    private final AtomicLong last = new AtomicLong(-1);
    private final AtomicLong joins = new AtomicLong();
    private volatile long first = -1;

    ReturningClient(String url, String key, String workspaceId, String transport) {
        this.workspaceId = workspaceId;
        socket = IO.socket(
                URI.create(url),
                IO.Options.builder()
                        .setForceNew(true)
                        .setReconnectionDelay(100)
                        .setReconnectionDelayMax(300)
                        .setTransports(new String[] {transport})
                        .setAuth(Map.of("token", key))
                        .build());
        socket.on("entity:created", values -> told(values[0], true));
        socket.on("position", values -> told(values[0], false));
        socket.on(Socket.EVENT_CONNECT, _ -> join());
        socket.connect();
    }

    private void join() {
        JSONObject body = new JSONObject(
                last.get() < 0
                        ? Map.of("workspaceId", workspaceId)
                        : Map.of("workspaceId", workspaceId, "after", last.get()));
        socket.emit("join", new Object[] {body}, (Ack) values -> {
            joins.incrementAndGet();
            if (first < 0) {
                first = Json.readObject(values[0].toString()).path("position").asLong() + 1;
                last.compareAndSet(-1, first - 1);
            }
        });
    }

    private void told(Object value, boolean event) {
        long position = Json.readObject(value.toString()).path("position").asLong();
        last.set(position);
        if (event) {
            positions.add(position);
        }
    }

    List<Long> positions() {
        return positions;
    }

    long last() {
        return last.get();
    }

    /** The first position that it was to be told of. */
    long first() {
        return first;
    }

    /** How often it came back. */
    long returns() {
        return joins.get() - 1;
    }

    @Override
    public void close() {
        socket.close();
    }
}
