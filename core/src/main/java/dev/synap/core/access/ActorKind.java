package dev.synap.core.access;

/** What kind of user acts: taken from the credential, never from what a request says of itself. */
public enum ActorKind {
    PERSON,
    /** A program that proposes; policies say what it may do without a person. */
    AGENT,
    /** Synap itself. */
    SYSTEM
}
