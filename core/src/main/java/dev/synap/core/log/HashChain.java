package dev.synap.core.log;

import dev.synap.core.event.Event;
import dev.synap.core.event.Timestamps;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Seals each event together with all events before it in its workspace:
 *
 * <pre>hash = SHA-256(previous hash, canonical envelope, data, metadata)</pre>
 *
 * <p>The digest is over UTF-8 text of one line each, every line ended by a line feed: the previous hash
 * in lower-case hex, then workspace id, position, id, type, subject id, subject type, version, user id,
 * source, correlation id, causation id, timestamp, recorded at, data, metadata. An absent id is an
 * empty line; times have six decimals and a Z; data and metadata are the stored JSON, which never holds
 * a line feed. So {@code sha256sum} can check it without Synap.
 *
 * <p>Thread-safe: no state.
 */
public final class HashChain {

    /** What stands before the first event. */
    public static final String GENESIS = "0".repeat(64);

    private static final HexFormat HEX = HexFormat.of();
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(HashChain::sha256);

    private HashChain() {}

    /** The hash of an event, given the hash of the one before it; the event's own hash is not looked at. */
    public static String hash(String previousHash, Event event) {
        String text = canonicalText(previousHash, event);
        return HEX.formatHex(SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The text that is hashed. */
    public static String canonicalText(String previousHash, Event event) {
        StringBuilder text = new StringBuilder(
                512 + event.data().text().length() + event.metadata().text().length());
        line(text, previousHash);
        line(text, event.workspaceId());
        text.append(event.position()).append('\n');
        line(text, event.id());
        line(text, event.type());
        line(text, event.subjectId());
        line(text, event.subjectType());
        text.append(event.version()).append('\n');
        line(text, event.userId());
        line(text, event.source());
        optionalLine(text, event.correlationId());
        optionalLine(text, event.causationId());
        line(text, Timestamps.format(event.timestamp()));
        line(text, Timestamps.format(event.recordedAt()));
        line(text, event.data().text());
        line(text, event.metadata().text());
        return text.toString();
    }

    private static void line(StringBuilder text, String value) {
        text.append(value).append('\n');
    }

    private static void optionalLine(StringBuilder text, @Nullable String value) {
        if (value == null) {
            text.append('\n');
        } else {
            // Nothing here makes an empty id; a quote, which no id holds, keeps it from passing for none.
            line(text, value.isEmpty() ? "\"" : value);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
