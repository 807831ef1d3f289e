package dev.synap.server.audit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ua_parser.Parser;

/**
 * The names of browsers and other programs, by what they call themselves. Thread-safe.
 */
final class Browsers {

    private static final int KEPT = 1_000;

    /** Names stand in front; and whoever writes a user agent shall not choose how long it takes to read. */
    private static final int LONGEST = 256;

    private static final String UNKNOWN = "Other";

    private final LoadingCache<String, Optional<String>> names =
            Caffeine.newBuilder().maximumSize(KEPT).build(Browsers::parse);

    /** The name, such as {@code Chrome}; null where nobody knows it. */
    @Nullable
    String name(String userAgent) {
        return names.get(userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent)
                .orElse(null);
    }

    private static Optional<String> parse(String userAgent) {
        return Optional.ofNullable(Known.PARSER.parseUserAgent(userAgent))
                .map(agent -> agent.family)
                .filter(family -> !family.equals(UNKNOWN));
    }

    /** Read when first asked for, since it takes a while. */
    private static final class Known {
        private static final Parser PARSER = new Parser();
    }
}
