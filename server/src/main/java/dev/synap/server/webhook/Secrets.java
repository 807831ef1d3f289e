package dev.synap.server.webhook;

import dev.synap.store.webhook.SealedSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes the secrets that deliveries are signed with, and seals them (AES-256-GCM) for the database, which so does not
 * give away how to forge deliveries.
 *
 * <p>Thread-safe. The key is asked for when it is first needed.
 */
public final class Secrets {

    private static final String PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Supplier<byte[]> source;
    private @Nullable SecretKeySpec key;

    /** @param source gives a key of 32 bytes, always the same */
    public Secrets(Supplier<byte[]> source) {
        this.source = source;
    }

    /** A new secret, as its receiver is given it. */
    String generate() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    /** Which key this is. */
    String keyId() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key().getEncoded());
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @param about what it is for: it opens for nothing else */
    SealedSecret seal(String secret, String about) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, about);
            byte[] sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return new SealedSecret(keyId(), all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret of a webhook cannot be sealed", e);
        }
    }

    /** @throws IllegalStateException when it was sealed with another key, or for something else */
    String open(SealedSecret sealed, String about) {
        byte[] all = sealed.bytes();
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES), about);
            return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret of a webhook does not open with this server's key", e);
        }
    }

    /** The bytes that a secret stands for, which are what is signed with. */
    static byte[] bytes(String secret) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    private Cipher cipher(int mode, byte[] nonce, String about) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private synchronized SecretKeySpec key() {
        if (key == null) {
            key = new SecretKeySpec(source.get(), "AES");
        }
        return key;
    }
}
