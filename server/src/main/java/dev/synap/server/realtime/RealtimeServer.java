package dev.synap.server.realtime;

import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketConfig;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Socket.IO on a port of its own. It starts after the API and stops before it.
 *
 * <p>Thread-safe.
 */
public final class RealtimeServer implements SmartLifecycle {

    static final String PATH = "/socket.io";

    private static final int MAX_MESSAGE_BYTES = 16 * 1024;
    private static final int PING_MILLIS = 25_000;
    private static final int PONG_WITHIN_MILLIS = 20_000;
    private static final int LOW_WATER = 64 * 1024;
    private static final int HIGH_WATER = 256 * 1024;

    private final RealtimeSettings settings;
    private final RealtimeParts parts;
    private @Nullable SocketIOServer server;
    private @Nullable Channel listening;
    private @Nullable Ticks ticks;

    public RealtimeServer(RealtimeSettings settings, RealtimeParts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /** Where it listens. */
    public synchronized int port() {
        return listening == null ? settings.port() : ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        SocketIOServer starting = new SocketIOServer(configuration());
        starting.setPipelineFactory(new Pipeline(parts.screen()));
        starting.getNamespace("").addAuthTokenListener(parts.handshakes());
        starting.addConnectListener(parts.visitors()::connected);
        starting.addDisconnectListener(this::gone);
        parts.commands().listen(starting);
        ChannelFuture binding = (ChannelFuture) starting.startAsync();
        server = starting;
        if (binding.awaitUninterruptibly().isSuccess()) {
            listening = binding.channel();
            ticks = new Ticks(parts).start();
        } else {
            stop();
            throw new IllegalStateException("realtime cannot listen", binding.cause());
        }
    }

    /** Lets go of the port and of all clients, who come back by themselves. */
    @Override
    public synchronized void stop() {
        SocketIOServer stopping = server;
        if (stopping == null) {
            return;
        }
        server = null;
        if (ticks != null) {
            ticks.close();
        }
        if (listening != null) {
            listening.close().syncUninterruptibly();
        }
        parts.visitors().all().forEach(Visitor::cut);
        parts.rooms().closeAll();
        // Netty takes seconds to be sure that nobody has more to send.
        Thread.ofPlatform().daemon().name("realtime-stop").start(stopping::stop);
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** After the API's, whose port it asks for. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private void gone(SocketIOClient client) {
        parts.visitors()
                .gone(client.getSessionId())
                .forEach(seat -> parts.rooms().leave(seat, null));
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.setContext(PATH);
        configuration.setHostname(settings.bind());
        configuration.setPort(settings.port());
        configuration.setTransports(Transport.WEBSOCKET, Transport.POLLING);
        configuration.setBossThreads(1);
        configuration.setAckMode(AckMode.MANUAL);
        configuration.setPingInterval(PING_MILLIS);
        configuration.setPingTimeout(PONG_WITHIN_MILLIS);
        configuration.setMaxFramePayloadLength(MAX_MESSAGE_BYTES);
        configuration.setMaxHttpContentLength(MAX_MESSAGE_BYTES);
        // A session's id is never taken from a cookie, which somebody else may have chosen.
        configuration.setRandomSession(true);
        configuration.setAddVersionHeader(false);
        // Messages are short; a compressor for each client would take more than it saves.
        configuration.setHttpCompression(false);
        configuration.setWebsocketCompression(false);
        configuration.setExceptionListener(new QuietFaults());
        SocketConfig socket = new SocketConfig();
        socket.setReuseAddress(true);
        socket.setTcpNoDelay(true);
        socket.setWriteBufferWaterMarkLow(LOW_WATER);
        socket.setWriteBufferWaterMarkHigh(HIGH_WATER);
        configuration.setSocketConfig(socket);
        return configuration;
    }
}
