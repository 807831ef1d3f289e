package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.log.SignedCheckpoint;
import dev.synap.core.log.VerifyKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/** Checkpoints that were published, and whether a log still is what they say. Not thread-safe. */
final class Published {

    private final List<SignedCheckpoint> open;
    private final List<String> faults = new ArrayList<>();
    private final int count;

    private Published(List<SignedCheckpoint> checkpoints) {
        this.open = new ArrayList<>(checkpoints);
        this.count = checkpoints.size();
    }

    /**
     * The checkpoints in a file, one a line.
     *
     * @throws CliException when one of them was not signed with the key
     */
    static Published read(Path file, PublicKey key) throws IOException {
        List<SignedCheckpoint> checkpoints = new ArrayList<>();
        int number = 0;
        for (String line : new InputFile(file).text().lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                SignedCheckpoint checkpoint = SignedCheckpoint.read(line);
                if (!checkpoint.isSignedWith(key)) {
                    throw CliException.failed(
                            "%s line %d was not signed with this key, or changed since".formatted(file, number));
                }
                checkpoints.add(checkpoint);
            } catch (InvalidInputException e) {
                throw CliException.failed(
                        "%s line %d is no checkpoint: %s".formatted(file, number, Failures.describe(e)));
            }
        }
        if (checkpoints.isEmpty()) {
            throw CliException.failed(file + " holds no checkpoints");
        }
        return new Published(checkpoints);
    }

    /** A key from a file. */
    static PublicKey key(Path file) throws IOException {
        try {
            return VerifyKey.read(new InputFile(file).text());
        } catch (InvalidInputException e) {
            throw CliException.usage(file + " holds no public key of Ed25519");
        }
    }

    /** Those that nothing was compared with yet. */
    List<SignedCheckpoint> open() {
        return List.copyOf(open);
    }

    /** Compares with what stands in the log. */
    void compare(Event event) {
        open.removeIf(each -> {
            boolean meant =
                    each.position() == event.position() && each.workspaceId().equals(event.workspaceId());
            if (meant && !each.hash().equals(event.hash())) {
                faults.add("[%s] position %d is not what was published at %s"
                        .formatted(each.workspaceId(), each.position(), each.time()));
            }
            return meant;
        });
    }

    /** Ends the check; what nothing was found for is missing. */
    List<String> finish() {
        open.forEach(each -> faults.add("[%s] position %d, published at %s, is missing"
                .formatted(each.workspaceId(), each.position(), each.time())));
        open.clear();
        return List.copyOf(faults);
    }

    int count() {
        return count;
    }
}
