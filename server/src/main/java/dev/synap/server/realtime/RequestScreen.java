package dev.synap.server.realtime;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.messages.PacketsMessage;
import io.github.bucket4j.Bucket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Stands before Socket.IO and turns away what it would believe: browsers on foreign pages, other versions of the
 * protocol, packets of odd forms, and clients that send more than {@value #BURST} packets at once or
 * {@value #PER_SECOND} a second.
 */
@Sharable
final class RequestScreen extends ChannelInboundHandlerAdapter {

    private static final int BURST = 100;
    private static final int PER_SECOND = 25;
    private static final String RATE = "rate";

    private final Origins origins;
    private final Visitors visitors;

    RequestScreen(Origins origins, Visitors visitors) {
        this.origins = origins;
        this.visitors = visitors;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        switch (message) {
            case FullHttpRequest request -> screen(context, request);
            case PacketsMessage packets -> screen(context, packets);
            case BinaryWebSocketFrame frame -> {
                frame.release();
                context.close();
            }
            default -> super.channelRead(context, message);
        }
    }

    private void screen(ChannelHandlerContext context, FullHttpRequest request) {
        Map<String, List<String>> parameters = new QueryStringDecoder(request.uri()).parameters();
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (!origins.allow(origin, request.headers().get(HttpHeaderNames.HOST))) {
            refuse(context, request, HttpResponseStatus.FORBIDDEN, "pages of " + origin + " may not connect here");
        } else if (!List.of("4").equals(parameters.get("EIO"))
                || parameters.containsKey("j")
                || parameters.containsKey("b64")) {
            refuse(context, request, HttpResponseStatus.BAD_REQUEST, "connect with a client of Socket.IO 3 or 4");
        } else if (!parameters.containsKey("sid") && !visitors.hasRoom()) {
            refuse(context, request, HttpResponseStatus.SERVICE_UNAVAILABLE, "too many clients are connected");
        } else {
            context.fireChannelRead(request);
        }
    }

    private void screen(ChannelHandlerContext context, PacketsMessage packets) {
        ByteBuf payload = packets.getContent();
        int count = PacketForm.count(payload);
        if (count == 0 || !rate(packets.getClient()).tryConsume(count)) {
            packets.getClient().disconnect();
            context.close();
            return;
        }
        if (packets.getTransport() == Transport.WEBSOCKET) {
            packets.getClient().getStore().set(ClientWire.CHANNEL, context.channel());
        }
        context.fireChannelRead(PacketForm.isBareConnect(payload) ? withoutCredential(packets) : packets);
    }

    /** Socket.IO asks for a credential only where one is shown. */
    private static PacketsMessage withoutCredential(PacketsMessage packets) {
        ByteBuf payload = Unpooled.copiedBuffer("40{}", StandardCharsets.UTF_8);
        return new PacketsMessage(packets.getClient(), payload, packets.getTransport());
    }

    private static Bucket rate(ClientHead client) {
        Bucket known = client.getStore().get(RATE);
        if (known != null) {
            return known;
        }
        Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(PER_SECOND, Duration.ofSeconds(1)))
                .build();
        client.getStore().set(RATE, bucket);
        return bucket;
    }

    private static void refuse(
            ChannelHandlerContext context, FullHttpRequest request, HttpResponseStatus status, String why) {
        ReferenceCountUtil.release(request);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(why + "\n", StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
