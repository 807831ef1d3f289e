package dev.synap.core.write;

/** Ends the planning of a request that is refused; never leaves the write flow. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedException(String rule, String reason) {
        this(Refusal.of(rule, reason));
    }

    RefusedException(Refusal refusal) {
        super(refusal.reason(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
