package dev.synap.server.realtime;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import com.corundumstudio.socketio.transport.NamespaceClient;
import io.netty.channel.Channel;

/**
 * The way to a client through Socket.IO, whose own queue is without a bound: this one says when that has grown long
 * enough.
 *
 * <p>Thread-safe.
 */
final class ClientWire implements Outbox.Wire {

    /** Where the channel of a WebSocket is kept, for Socket.IO does not tell. */
    static final String CHANNEL = "channel";

    /** Long-polling takes this many messages along at once, as {@link WholePackets} hands them out. */
    private static final int MAX_QUEUED = 50;

    private final NamespaceClient client;
    private final ClientHead connection;

    ClientWire(SocketIOClient client) {
        this.client = (NamespaceClient) client;
        this.connection = this.client.getBaseClient();
    }

    @Override
    public boolean hasRoom() {
        Transport transport = connection.getCurrentTransport();
        return connection.getPacketsQueue(transport).size() < MAX_QUEUED
                && (transport == Transport.POLLING || connection.isWritable());
    }

    @Override
    public void send(Message message) {
        client.sendEvent(message.name(), message.body());
    }

    /** Sends on what was queued in the moment when the client changed over to WebSocket. */
    void nudge() {
        if (connection.getCurrentTransport() == Transport.WEBSOCKET
                && !connection.getPacketsQueue(Transport.WEBSOCKET).isEmpty()) {
            connection.send(new Packet(PacketType.NOOP, connection.getEngineIOVersion()));
        }
    }

    boolean isOpen() {
        return connection.isConnected();
    }

    /** Says goodbye: the client does not come back by itself. */
    void disconnect() {
        connection.disconnect();
    }

    /** Breaks off, without waiting for the client to read anything: it comes back by itself. */
    void cut() {
        Channel channel = client.get(CHANNEL);
        connection.onChannelDisconnect();
        if (channel != null) {
            channel.close();
        }
    }
}
