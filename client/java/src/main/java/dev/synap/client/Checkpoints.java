package dev.synap.client;

import dev.synap.core.log.SignedCheckpoint;
import dev.synap.core.log.VerifyKey;
import java.security.PublicKey;
import java.util.List;

/**
 * Signed checkpoints: each says which event stood at a position of the log at a time. Published where they cannot be
 * taken back, they find out a log that was rewritten as a whole. Thread-safe.
 */
public final class Checkpoints {

    private final Connection connection;

    Checkpoints(Connection connection) {
        this.connection = connection;
    }

    /** Has the server sign where the log stands now. It takes an admin. */
    public SignedCheckpoint create() {
        return connection
                .send(Call.post(connection.target("checkpoints").toString()))
                .read(SignedCheckpoint::read);
    }

    /** All that this server has signed for the workspace, the oldest first. */
    public List<SignedCheckpoint> list() {
        return connection
                .send(Call.get(connection.target("checkpoints").toString()))
                .read(json -> Wire.list(json, "items", SignedCheckpoint::read));
    }

    /** What the server's checkpoints are checked with. Keep it: a rewritten database may come with another one. */
    public PublicKey publicKey() {
        return connection
                .send(Call.get(Target.api("signing-key").toString()))
                .read(json -> VerifyKey.read(Wire.text(json, "publicKey")));
    }
}
