package dev.synap.server.realtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From which pages browsers may connect: those that the API serves itself, under whatever name it was called, and those
 * that the settings name. What is no browser sends no origin.
 */
public final class Origins {

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

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

    /**
     * The same, but not for names that the settings do not name: whoever owns a name can have it lead to this server, and
     * a page under it is then one of the API's own to a browser.
     *
     * @param origin the header Origin
     * @param host the header Host
     */
    public boolean allowUnrebound(@Nullable String origin, @Nullable String host) {
        return allow(origin, host)
                && (origin == null || named.contains(origin.toLowerCase(Locale.ROOT)) || isFixed(origin));
    }

    /** Whether its host is an address, or the one name that resolves to this machine everywhere. */
    private static boolean isFixed(String origin) {
        String host = URI.create(origin).getHost();
        return "localhost".equalsIgnoreCase(host)
                || host.startsWith("[")
                || IPV4.matcher(host).matches();
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
