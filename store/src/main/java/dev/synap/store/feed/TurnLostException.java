package dev.synap.store.feed;

/** The lease has passed on, or the checkpoint is not where it was left. Nothing was written. */
final class TurnLostException extends RuntimeException {

    TurnLostException(Claim claim, long from) {
        super("[%s] %s no longer stands at position %d in epoch %d"
                .formatted(claim.workspaceId(), claim.subscriber(), from, claim.epoch()));
    }
}
