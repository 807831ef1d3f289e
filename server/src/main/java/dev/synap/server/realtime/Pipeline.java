package dev.synap.server.realtime;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.handler.EncoderHandler;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Socket.IO's own handlers, with the screen before them and packets sent whole. */
final class Pipeline extends SocketIOChannelInitializer {

    private static final String SCREEN = "screen";

    private final RequestScreen screen;
    private @Nullable EncoderHandler encoder;

    Pipeline(RequestScreen screen) {
        this.screen = screen;
    }

    @Override
    public void start(Configuration configuration, NamespacesHub namespaces) {
        super.start(configuration, namespaces);
        try {
            encoder =
                    new EncoderHandler(configuration, new WholePackets(configuration, configuration.getJsonSupport()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void addSocketioHandlers(ChannelPipeline pipeline) {
        super.addSocketioHandlers(pipeline);
        pipeline.addBefore(PACKET_HANDLER, SCREEN, screen);
        pipeline.replace(SOCKETIO_ENCODER, SOCKETIO_ENCODER, encoder);
    }
}
