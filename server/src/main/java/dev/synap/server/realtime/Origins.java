package dev.synap.server.realtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * From which pages browsers may connect: those that the API serves itself, under whatever name it was called, and those
 * that the settings name. What is no browser sends no origin.
 */
final class Origins {

    private final Set<String> named;
    private final IntSupplier apiPort;

    Origins(Set<String> named, IntSupplier apiPort) {
        this.named = named;
        this.apiPort = apiPort;
    }

    /**
     * @param origin the header Origin
     * @param host the header Host
     */
    boolean allow(@Nullable String origin, @Nullable String host) {
        return origin == null || named.contains(origin.toLowerCase(Locale.ROOT)) || isApi(origin, host);
    }

    private boolean isApi(String origin, @Nullable String host) {
        try {
            URI from = new URI(origin);
            URI to = new URI("http://" + host);
            return from.getHost() != null
                    && from.getHost().equalsIgnoreCase(to.getHost())
                    && port(from) == apiPort.getAsInt();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int port(URI origin) {
        if (origin.getPort() >= 0) {
            return origin.getPort();
        }
        return "https".equals(origin.getScheme()) ? 443 : 80;
    }
}
