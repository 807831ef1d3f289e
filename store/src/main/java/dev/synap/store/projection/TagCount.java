package dev.synap.store.projection;

/**
 * A tag in use.
 *
 * @param subjects how many subjects have it
 */
public record TagCount(String tag, long subjects) {}
