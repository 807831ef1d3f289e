package dev.synap.client;

import dev.synap.core.event.Timestamps;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds the path and query of a request. Parameters that are null are left out. Not thread-safe. */
final class Target {

    static final String API = "/api/v1";

    private final StringBuilder text;
    private char separator = '?';

    private Target(String path) {
        this.text = new StringBuilder(path);
    }

    static Target of(String path) {
        return new Target(path);
    }

    /** Below the API, each part as one segment of the path, whatever characters it holds. */
    static Target api(String... segments) {
        Target target = new Target(API);
        for (String segment : segments) {
            target.text.append('/').append(encode(segment));
        }
        return target;
    }

    Target with(String name, @Nullable Object value) {
        if (value != null) {
            String shown = value instanceof Instant instant ? Timestamps.format(instant) : value.toString();
            text.append(separator).append(name).append('=').append(encode(shown));
            separator = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String encode(String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        // A segment of dots alone would be taken for a step up the path.
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }
}
