package dev.synap.server.checkpoint;

import dev.synap.core.log.SignedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Every checkpoint that this server has signed, one a line, in a file that is only added to. Copy it to where nobody
 * who can change the database can change it.
 *
 * <p>Thread-safe.
 */
public final class CheckpointFile {

    private static final String KEY = "signing-key";
    private static final String FILE = "checkpoints.ndjson";

    private final Path directory;

    /** @param directory where the file lies, and the key; made when it is first needed */
    public CheckpointFile(Path directory) {
        this.directory = directory;
    }

    /** What checkpoints are checked with. */
    PublicKey publicKey() {
        return key().publicKey();
    }

    /** A secret of this server's for something else, which follows from its key. */
    public byte[] secretFor(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key().privateKey().getEncoded(), mac.getAlgorithm()));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** The key that checkpoints are signed with. */
    SigningKey key() {
        return SigningKey.in(directory.resolve(KEY));
    }

    /** Adds a checkpoint, durably. */
    synchronized void add(SignedCheckpoint checkpoint) {
        byte[] line = (checkpoint.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel file =
                FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.wrap(line));
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a workspace, the oldest first. */
    List<SignedCheckpoint> of(String workspaceId) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(SignedCheckpoint::read)
                    .filter(each -> each.workspaceId().equals(workspaceId))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
