package dev.synap.server.checkpoint;

import dev.synap.core.log.SignedCheckpoint;
import dev.synap.core.log.VerifyKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The key that this server signs with. It is made when it is first needed, and kept in a file that only the server's
 * own user may read: the private key on its first line, the public one on the second, both in Base64.
 */
record SigningKey(PrivateKey privateKey, PublicKey publicKey) {

    private static final String OWNER_ONLY = "rw-------";

    /**
     * The key in this file, made where there is none.
     *
     * @throws UncheckedIOException when the file can neither be read nor made, or holds no key
     */
    static SigningKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path file) throws IOException {
        try {
            KeyPair pair =
                    KeyPairGenerator.getInstance(SignedCheckpoint.ALGORITHM).generateKeyPair();
            String text = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n"
                    + VerifyKey.write(pair.getPublic()) + "\n";
            Files.createDirectories(file.toAbsolutePath().getParent());
            // Whole or not at all: a server that dies here must not leave half a key.
            Path partial = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "signing-key",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(text));
                channel.force(true);
            }
            try {
                Files.createLink(file, partial);
            } catch (FileAlreadyExistsException e) {
                // Another server that shares the directory was quicker: its key is the one.
                return;
            } finally {
                Files.delete(partial);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no " + SignedCheckpoint.ALGORITHM, e);
        }
    }

    private static SigningKey read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try {
            PrivateKey secret = KeyFactory.getInstance(SignedCheckpoint.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.getFirst())));
            return new SigningKey(secret, VerifyKey.read(lines.get(1)));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(file + " does not hold the key that checkpoints are signed with", e);
        }
    }
}
