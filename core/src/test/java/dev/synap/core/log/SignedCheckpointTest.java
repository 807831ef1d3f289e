package dev.synap.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedCheckpointTest {

    private static final String HASH = "ab".repeat(32);
    private static final Instant TIME = Instant.parse("2024-12-05T23:59:59.123456789Z");

    private final KeyPair keys = newKeys();
    private final SignedCheckpoint signed = SignedCheckpoint.sign("ws_1", 42, HASH, TIME, keys.getPrivate());

    @Test
    void checkpoint_isSigned_andStaysSoThroughJson() {
        SignedCheckpoint read = SignedCheckpoint.read(signed.toJson());

        assertThat(read).isEqualTo(signed);
        assertThat(read.isSignedWith(keys.getPublic())).isTrue();
        assertThat(signed.toJson())
                .startsWith("{\"workspaceId\":\"ws_1\",\"position\":42,\"hash\":\"" + HASH
                        + "\",\"time\":\"2024-12-05T23:59:59.123456Z\",\"signature\":\"");
    }

    @Test
    void anotherKey_didNotSignIt() {
        assertThat(signed.isSignedWith(newKeys().getPublic())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ws_1, ws_2", "42, 41", "abab, abac", "23:59, 23:58"})
    void changedCheckpoint_isNotSigned(String from, String to) {
        String changed = signed.toJson().replaceFirst(from, to);

        assertThat(changed).isNotEqualTo(signed.toJson());
        assertThat(SignedCheckpoint.read(changed).isSignedWith(keys.getPublic()))
                .isFalse();
    }

    @Test
    void garbage_isNotSigned() {
        assertThat(new SignedCheckpoint("ws_1", 42, HASH, TIME, "no Base64!").isSignedWith(keys.getPublic()))
                .isFalse();
    }

    @Test
    void publicKey_isReadBackFromBase64AndFromPem() {
        String text = VerifyKey.write(keys.getPublic());

        assertThat(VerifyKey.read(text)).isEqualTo(keys.getPublic());
        assertThat(VerifyKey.read("-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n"))
                .isEqualTo(keys.getPublic());
        assertThatThrownBy(() -> VerifyKey.read("none")).hasMessage("must be the Base64 of an Ed25519 key");
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance(SignedCheckpoint.ALGORITHM).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
