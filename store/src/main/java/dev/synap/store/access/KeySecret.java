package dev.synap.store.access;

import dev.synap.core.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * The text of a key, which opens a workspace. Only its hash is stored, and it never shows in
 * {@link #toString}.
 *
 * <p>Thread-safe: immutable.
 */
public final class KeySecret {

    /** The shortest key that an operator may choose. */
    public static final int MIN_LENGTH = 16;

    private static final int MAX_LENGTH = 512;
    private static final String START = "synap_";
    private static final String SESSION_START = "session_";
    private static final int PREFIX_LENGTH = 8;
    private static final int SECRET_LENGTH = 32;
    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;
    private final String prefix;

    private KeySecret(String text, String prefix) {
        this.text = text;
        this.prefix = prefix;
    }

    /** A new key, {@code synap_<8 characters>_<32 characters>}: 190 random bits that are never shown again. */
    public static KeySecret generate() {
        return beginningWith(START);
    }

    /** A new session's, {@code session_<8 characters>_<32 characters>}: as many random bits. */
    public static KeySecret ofSession() {
        return beginningWith(SESSION_START);
    }

    private static KeySecret beginningWith(String start) {
        String prefix = start + random(PREFIX_LENGTH);
        return new KeySecret(prefix + "_" + random(SECRET_LENGTH), prefix);
    }

    /**
     * A key that an operator chose.
     *
     * @param name where it was set, for the message, and to show in place of a prefix
     * @throws InvalidInputException when it is too short, too long, or cannot stand in an HTTP header
     */
    public static KeySecret chosen(String name, String text) {
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    name, "must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters, but has " + text.length());
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new InvalidInputException(name, "may hold only visible ASCII characters, without spaces");
        }
        return new KeySecret(text, name);
    }

    /** The whole key. Show it once, to the person it is for. */
    public String text() {
        return text;
    }

    /** The part that may be shown. */
    public String prefix() {
        return prefix;
    }

    /** What is stored in its place. */
    public byte[] hash() {
        return hash(text);
    }

    /** The SHA-256 of a key that somebody sent. */
    public static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(BASE_62.charAt(RANDOM.nextInt(BASE_62.length())));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "KeySecret[" + prefix + "…]";
    }
}
