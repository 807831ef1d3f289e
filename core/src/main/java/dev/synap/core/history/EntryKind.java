package dev.synap.core.history;

/** What came of an entry of a timeline. */
public enum EntryKind {
    /** Its facts are in the subject's state. */
    CHANGE,
    /** It was asked for, and nobody has answered yet. */
    REQUESTED,
    /** It is a proposal that waits for a person. */
    PROPOSED,
    /** It was asked for and refused. */
    REJECTED,
    /** It was asked for and carried out, and the subject was that way already. */
    UNCHANGED,
    /** No change, and no request for one: history alone, such as a comment on a subject that never changed. */
    REMARK
}
