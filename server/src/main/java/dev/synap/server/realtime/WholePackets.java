package dev.synap.server.realtime;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.protocol.JsonSupport;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands long-polling clients all packets. The encoder that it goes before takes one more packet from the queue than it
 * writes when there are more than it may write, and that one is lost.
 */
final class WholePackets extends PacketEncoder {

    WholePackets(Configuration configuration, JsonSupport json) {
        super(configuration, json);
    }

    @Override
    public void encodePackets(Queue<Packet> packets, ByteBuf buffer, ByteBufAllocator allocator, int limit)
            throws IOException {
        Queue<Packet> batch = new ArrayDeque<>();
        while (batch.size() < limit) {
            Packet packet = packets.poll();
            if (packet == null) {
                break;
            }
            batch.add(packet);
        }
        super.encodePackets(batch, buffer, allocator, limit + 1);
    }
}
