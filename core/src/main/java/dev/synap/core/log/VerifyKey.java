package dev.synap.core.log;

import dev.synap.core.error.InvalidInputException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Public keys as text: Base64 of the X.509 encoding, between the lines of PEM or alone. */
public final class VerifyKey {

    private VerifyKey() {}

    /** The Base64 of a key. */
    public static String write(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /**
     * Reads a key.
     *
     * @throws InvalidInputException when it is none
     */
    public static PublicKey read(String text) {
        String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance(SignedCheckpoint.ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidInputException("publicKey", "must be the Base64 of an Ed25519 key");
        }
    }
}
