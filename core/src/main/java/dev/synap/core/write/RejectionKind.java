package dev.synap.core.write;

import java.util.Map;

/** The kinds of rules that reject a request: what the one who asked can do about it. */
public enum RejectionKind {
    /** No right: ask somebody who has it. */
    FORBIDDEN,
    /** What it is about is not there. */
    NOT_FOUND,
    /** It is not as the request believes: read it anew, and decide again. */
    CONFLICT,
    /** The request breaks a rule: change it. */
    INVALID;

    private static final Map<String, RejectionKind> BY_RULE = Map.ofEntries(
            Map.entry(Rules.INVALID, INVALID),
            Map.entry(Rules.SCHEMA, INVALID),
            Map.entry(Rules.NOT_FOUND, NOT_FOUND),
            Map.entry(Rules.DELETED, NOT_FOUND),
            Map.entry(Rules.EXISTS, CONFLICT),
            Map.entry(Rules.MOVED_ON, CONFLICT),
            Map.entry(Rules.PROPOSAL_NOT_FOUND, NOT_FOUND),
            Map.entry(Rules.PROPOSAL_CONTENT, CONFLICT),
            Map.entry(Rules.PROPOSAL_STALE, CONFLICT),
            Map.entry(Rules.PROPOSAL_DECIDED, CONFLICT),
            Map.entry(Rules.PROPOSAL_EXPIRED, CONFLICT),
            Map.entry(Rules.NOTHING_TO_UNDO, CONFLICT),
            Map.entry(Rules.NOTHING_TO_REDO, CONFLICT),
            Map.entry(Rules.NOTHING_TO_RESTORE, CONFLICT),
            Map.entry(Rules.UNDO_SUPERSEDED, CONFLICT),
            Map.entry(Rules.UNDO_CONFLICT, CONFLICT),
            Map.entry(Rules.UNDO_STALE, CONFLICT),
            Map.entry(Rules.NOT_UNDOABLE, INVALID),
            Map.entry(Rules.TOO_LARGE, INVALID));

    /** The kind of a rejection, by the rule that its event names. */
    public static RejectionKind of(String rule) {
        return BY_RULE.getOrDefault(rule, FORBIDDEN);
    }
}
