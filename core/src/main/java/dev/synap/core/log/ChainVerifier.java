package dev.synap.core.log;

import dev.synap.core.event.Event;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the events of one workspace, handed to it in order from position 1, against the hash chain.
 * It remembers only the last hash, so a log of any length is checked in constant memory.
 *
 * <p>Not thread-safe.
 */
public final class ChainVerifier {

    private String previousHash = HashChain.GENESIS;
    private long position;
    private Verification.@Nullable Broken broken;

    /** Checks the next event; the answer is empty as long as all is well. */
    public Optional<Verification.Broken> next(Event event) {
        if (broken == null) {
            long expected = position + 1;
            if (event.position() > expected) {
                fail(expected, "is missing; the next event stands at " + event.position(), null);
            } else if (event.position() < expected) {
                fail(event.position(), "stands twice in the log", event.id());
            } else if (!HashChain.hash(previousHash, event).equals(event.hash())) {
                fail(expected, "has content that does not match its hash", event.id());
            } else {
                position = expected;
                previousHash = event.hash();
            }
        }
        return Optional.ofNullable(broken);
    }

    /**
     * Ends the check.
     *
     * @param headPosition the position that the workspace's head claims
     * @param headHash the hash that the workspace's head claims
     */
    public Verification finish(long headPosition, String headHash) {
        if (broken == null && headPosition > position) {
            fail(position + 1, "is missing; the log's head says " + headPosition, null);
        } else if (broken == null && headPosition < position) {
            fail(headPosition + 1, "stands behind the log's head, which says " + headPosition, null);
        } else if (broken == null && !headHash.equals(previousHash)) {
            fail(position, "does not match the hash in the log's head", null);
        }
        return broken != null ? broken : new Verification.Intact(position, previousHash);
    }

    private void fail(long at, String reason, @Nullable String eventId) {
        broken = new Verification.Broken(position, at, reason, eventId);
    }
}
