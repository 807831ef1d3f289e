package dev.synap.core.history;

/** Somebody who changed a subject, or commented on it. */
public record Contributor(String userId, String name) {}
