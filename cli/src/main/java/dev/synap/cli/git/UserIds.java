package dev.synap.cli.git;

import dev.synap.core.event.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes user ids of e-mail addresses: {@code alice_at_example.org}. Two addresses never share one; where the
 * address alone could not be told from another's, a hash of it follows after a colon.
 */
final class UserIds {

    static final String UNKNOWN = "unknown";

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_.-]+@[a-z0-9_.-]+");
    private static final String AT = "_at_";
    private static final int HASH_DIGITS = 16;

    private UserIds() {}

    static String of(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        if (address.isEmpty()) {
            return UNKNOWN;
        }
        String id = address.replace("@", AT);
        if (PLAIN.matcher(address).matches() && !address.contains(AT) && id.length() <= Ids.MAX_LENGTH) {
            return id;
        }
        String readable = id.replaceAll("[^a-z0-9_.-]", "_");
        int room = Ids.MAX_LENGTH - HASH_DIGITS - 1;
        return readable.substring(0, Math.min(room, readable.length())) + ":" + hash(address);
    }

    private static String hash(String address) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
