package dev.synap.server.pages;

import dev.synap.server.realtime.RealtimeServer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.springframework.security.web.header.HeaderWriter;

/**
 * Tells browsers what a page may do: run the scripts that this server sends, and no others. The components of the app and
 * of the page at /docs set styles as they go. The app speaks to realtime, which is on another port of the same host.
 */
final class ContentPolicy implements HeaderWriter {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'%s; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");

    private final RealtimeServer realtime;

    ContentPolicy(RealtimeServer realtime) {
        this.realtime = realtime;
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY.formatted(sockets(request.getServerName())));
    }

    private String sockets(String host) {
        return HOST.matcher(host).matches()
                ? " http://%1$s:%2$d ws://%1$s:%2$d https://%1$s:%2$d wss://%1$s:%2$d".formatted(host, realtime.port())
                : "";
    }
}
