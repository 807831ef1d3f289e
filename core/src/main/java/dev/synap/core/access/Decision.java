package dev.synap.core.access;

/** What becomes of a wish, and by which rule. */
public sealed interface Decision {

    /** The rule that decided, as {@code role.editor}, {@code share.edit} or {@code policy.<id>}. */
    String rule();

    /** It may happen. */
    record Approve(String rule) implements Decision {}

    /** It may not happen. */
    record Reject(String rule, String reason) implements Decision {}

    /** A person must decide. */
    record Propose(String rule, String reason) implements Decision {}
}
