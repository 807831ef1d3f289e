package dev.synap.core.event;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.codec.base.Base62Codec;
import dev.synap.core.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes ids where the client chose none: a prefix that says what it names, and a UUIDv7 in 22
 * characters of base62, which sorts as the UUID does.
 *
 * <p>Thread-safe when its source of UUIDs is; the default one is.
 */
public final class Ids {

    /** The longest id, in characters. */
    public static final int MAX_LENGTH = 128;

    private final Supplier<UUID> uuids;

    private Ids(Supplier<UUID> uuids) {
        this.uuids = uuids;
    }

    /** Ids from UUIDv7 (RFC 9562 §5.7): time-ordered, unique, not secret. */
    public static Ids random() {
        return new Ids(UuidCreator::getTimeOrderedEpochFast);
    }

    /** Ids from a source of the caller's own, as in tests. */
    public static Ids from(Supplier<UUID> uuids) {
        return new Ids(uuids);
    }

    /** A new id such as {@code evt_02xQ7…}. */
    public String next(String prefix) {
        return prefix + "_" + Base62Codec.INSTANCE.encode(uuids.get());
    }

    /** The id that always follows from these parts, for work that may be done twice and must agree. */
    public static String derived(String prefix, String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            byte[] hash = digest.digest();
            UUID uuid = new UUID(longAt(hash, 0), longAt(hash, 8));
            return prefix + "_" + Base62Codec.INSTANCE.encode(uuid);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Checks that text is an id: 1 to 128 characters of {@code A-Z a-z 0-9 _ - . :}.
     *
     * @param field where it stands, for the message
     * @return the same text
     * @throws InvalidInputException when it is not
     */
    public static String check(String field, String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    field, "must have 1 to " + MAX_LENGTH + " characters, but has " + id.length());
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isIdCharacter(id.charAt(i))) {
                throw new InvalidInputException(
                        field,
                        "may hold only A-Z a-z 0-9 _ - . : but has U+%04X at index %d"
                                .formatted((int) id.charAt(i), i));
            }
        }
        return id;
    }

    private static boolean isIdCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '-'
                || c == '.'
                || c == ':';
    }

    private static long longAt(byte[] bytes, int offset) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[offset + i] & 0xff);
        }
        return value;
    }
}
