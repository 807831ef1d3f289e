package dev.synap.core.event;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.codec.base.Base62Codec;
import dev.synap.core.error.InvalidInputException;
import java.nio.ByteBuffer;
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

    private static final int MAX_PREFIX = MAX_LENGTH - 23;

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
        return named(prefix, uuids.get());
    }

    /**
     * The id that always follows from these parts, for work that may be done twice and must agree. Other
     * parts give another id, however alike they read when joined.
     */
    public static String derived(String prefix, String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                digest.update(bytes);
            }
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return named(prefix, new UUID(hash.getLong(), hash.getLong()));
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

    private static String named(String prefix, UUID uuid) {
        String shortened = prefix.length() > MAX_PREFIX ? prefix.substring(0, MAX_PREFIX) : prefix;
        return shortened + "_" + Base62Codec.INSTANCE.encode(uuid);
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
}
