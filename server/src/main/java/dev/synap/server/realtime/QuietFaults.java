package dev.synap.server.realtime;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.listener.ExceptionListenerAdapter;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends connections over which something came that cannot be read; says what failed in here, without what was sent. */
final class QuietFaults extends ExceptionListenerAdapter {

    private static final Logger log = LoggerFactory.getLogger(QuietFaults.class);

    @Override
    public void onEventException(Exception e, List<Object> data, SocketIOClient client) {
        log.error("a client's message could not be handled", e);
    }

    @Override
    public void onConnectException(Exception e, SocketIOClient client) {
        log.error("a client's connection could not be handled", e);
    }

    @Override
    public void onDisconnectException(Exception e, SocketIOClient client) {
        log.error("a client's leaving could not be handled", e);
    }

    @Override
    public void onAuthException(Throwable e, SocketIOClient client) {
        log.error("a client's credential could not be checked", e);
    }

    @Override
    public boolean exceptionCaught(ChannelHandlerContext context, Throwable e) {
        log.debug("a connection broke: {}", e.toString());
        context.close();
        return true;
    }
}
