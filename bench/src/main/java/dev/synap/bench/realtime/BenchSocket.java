package dev.synap.bench.realtime;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that speaks as much of Socket.IO over a WebSocket as it takes to join a workspace and be told of it. */
final class BenchSocket implements WebSocket.Listener, AutoCloseable {

    private final String connect;
    private final String join;
    private final Consumer<String> told;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Void> joined = new CompletableFuture<>();
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private @Nullable WebSocket socket;

    private BenchSocket(String key, String workspaceId, Consumer<String> told) {
        this.connect = "40{\"token\":\"" + key + "\"}";
        this.join = "420[\"join\",{\"workspaceId\":\"" + workspaceId + "\"}]";
        this.told = told;
    }

    /**
     * Connects and joins.
     *
     * @param told takes every message, quickly
     */
    static CompletableFuture<BenchSocket> open(
            HttpClient http, URI server, String key, String workspaceId, Consumer<String> told) {
        BenchSocket socket = new BenchSocket(key, workspaceId, told);
        URI url = URI.create("ws://" + server.getAuthority() + "/socket.io/?EIO=4&transport=websocket");
        return http.newWebSocketBuilder()
                .buildAsync(url, socket)
                .thenCompose(_ -> socket.joined)
                .thenApply(_ -> socket);
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            String packet = text.toString();
            text.setLength(0);
            take(from, packet);
        }
        from.request(1);
        return null;
    }

    private void take(WebSocket from, String packet) {
        if (packet.startsWith("42")) {
            told.accept(packet);
        } else if (packet.startsWith("0")) {
            send(from, connect);
        } else if (packet.startsWith("40")) {
            send(from, join);
        } else if (packet.equals("2")) {
            send(from, "3");
        } else if (packet.startsWith("430[{\"ok\":true")) {
            joined.complete(null);
        } else {
            joined.completeExceptionally(new IllegalStateException("a client was told " + packet));
        }
    }

    /** One after the other: the answer to a packet may come before its sending is known to have ended. */
    private void send(WebSocket to, String packet) {
        sent = sent.thenCompose(_ -> to.sendText(packet, true));
        sent.whenComplete((_, error) -> {
            if (error != null) {
                joined.completeExceptionally(error);
            }
        });
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        joined.completeExceptionally(error);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        joined.completeExceptionally(new IllegalStateException("the server ended the connection"));
        return null;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
