package dev.synap.core.write;

/** The names of the rules, beside those of access, that reject a request. */
public final class Rules {

    public static final String INVALID = "request.invalid";
    public static final String SCHEMA = "schema.invalid";
    public static final String NOT_FOUND = "entity.not_found";
    public static final String DELETED = "entity.deleted";
    public static final String EXISTS = "entity.exists";
    public static final String MOVED_ON = "entity.moved_on";
    public static final String PROPOSAL_NOT_FOUND = "proposal.not_found";
    public static final String PROPOSAL_CONTENT = "proposal.content_changed";
    public static final String PROPOSAL_STALE = "proposal.stale";
    public static final String PROPOSAL_DECIDED = "proposal.already_decided";

    /** For a proposal: nobody decided in time. */
    public static final String PROPOSAL_EXPIRED = "proposal.expired";

    /** For the request behind a proposal: a reviewer said no. */
    public static final String PROPOSAL_REJECTED = "proposal.rejected";

    /** For the request behind a proposal: it was taken back. */
    public static final String PROPOSAL_WITHDRAWN = "proposal.withdrawn";

    /** There is no change left that could be undone, or all of it was written over later. */
    public static final String NOTHING_TO_UNDO = "undo.nothing_to_undo";

    public static final String NOTHING_TO_REDO = "undo.nothing_to_redo";
    public static final String NOTHING_TO_RESTORE = "undo.nothing_to_restore";

    /** Somebody wrote later, and the request said to do nothing then. */
    public static final String UNDO_SUPERSEDED = "undo.superseded";

    /** Something depends on what would go. */
    public static final String UNDO_CONFLICT = "undo.conflict";

    /** Of a type that undo leaves alone. */
    public static final String NOT_UNDOABLE = "undo.not_undoable";

    /** What the preview looked at has changed since: preview again. */
    public static final String UNDO_STALE = "undo.stale";

    public static final String TOO_LARGE = "undo.too_large";

    private Rules() {}
}
