package dev.synap.server.webhook;

import dev.synap.core.error.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which URLs may be sent to. Whoever makes a webhook says where this server is to connect to, and must not so reach
 * what only this server can reach. A URL is looked at when it is given, for the sake of who gives it; what counts is the
 * address at each connection, for a name may stand for another one by then.
 *
 * <p>Thread-safe.
 */
public final class Receivers {

    /** The longest URL, in characters. */
    static final int MAX_URL = 2_000;

    private static final String ALLOWED_BY = "; the operator allows them by SYNAP_WEBHOOK_ALLOW_PRIVATE=1";

    // A host whose last part is a number is an IPv4 address to some programs, written in one of many ways.
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?i)(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");
    private static final Pattern USUAL_IPV4 =
            Pattern.compile("((0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])(\\.(?!$)|$)){4}");

    private final boolean allowPrivate;
    private final Resolver resolver;

    public Receivers(WebhookSettings settings) {
        this(settings.allowPrivate(), Resolver.SYSTEM);
    }

    Receivers(boolean allowPrivate, Resolver resolver) {
        this.allowPrivate = allowPrivate;
        this.resolver = resolver;
    }

    /**
     * Checks a URL that somebody wants events to be sent to.
     *
     * @return the same URL
     * @throws InvalidInputException when nothing may be sent there
     */
    String check(String field, String url) {
        if (url.isEmpty() || url.length() > MAX_URL) {
            throw new InvalidInputException(
                    field, "must have 1 to " + MAX_URL + " characters, but has " + url.length());
        }
        URI uri = parse(field, url);
        String host = host(uri);
        if (ENDS_IN_NUMBER.matcher(host).matches() && !USUAL_IPV4.matcher(host).matches()) {
            throw new InvalidInputException(field, "writes an address in an unusual way; write it as 192.0.2.1");
        }
        try {
            pick(host);
        } catch (RefusedAddressException e) {
            throw new InvalidInputException(field, "leads to an address that is not public" + ALLOWED_BY);
        } catch (UnknownHostException e) {
            // It may be known later; what it stands for then is looked at then.
            return url;
        }
        return url;
    }

    /**
     * The address to connect to.
     *
     * @throws RefusedAddressException when it is not one that may be connected to
     */
    InetAddress address(URI uri) throws IOException {
        if (!allowPrivate && !"https".equals(scheme(uri))) {
            throw new RefusedAddressException();
        }
        return pick(host(uri));
    }

    /** Where even one address is not public, the name is not meant for the public. */
    private InetAddress pick(String host) throws UnknownHostException, RefusedAddressException {
        List<InetAddress> addresses = resolver.resolve(host);
        if (!allowPrivate && !addresses.stream().allMatch(PublicAddresses::contain)) {
            throw new RefusedAddressException();
        }
        return addresses.getFirst();
    }

    private URI parse(String field, String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new InvalidInputException(field, "is no URL; write it as https://example.com/path");
        }
        String scheme = scheme(uri);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new InvalidInputException(field, "must begin with https://");
        }
        if (scheme.equals("http") && !allowPrivate) {
            throw new InvalidInputException(
                    field, "must begin with https://; http:// is for private addresses only" + ALLOWED_BY);
        }
        if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getHost().indexOf('%') >= 0) {
            throw new InvalidInputException(field, "names no host; write it as https://example.com/path");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new InvalidInputException(field, "must have neither a user before the host nor a # part");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new InvalidInputException(field, "must have a port from 1 to 65535, or none");
        }
        if (!url.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new InvalidInputException(field, "may hold ASCII only; encode other characters as %XX");
        }
        return uri;
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** Without the brackets around an IPv6 address. */
    private static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The address is not one that may be connected to. */
    static final class RefusedAddressException extends IOException {
        RefusedAddressException() {
            super("the receiver's address is not public");
        }
    }
}
