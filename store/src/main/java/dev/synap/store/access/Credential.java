package dev.synap.store.access;

/** A key together with the user it stands for. */
public record Credential(ApiKey key, User user) {}
