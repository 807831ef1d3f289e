package dev.synap.client;

/**
 * What is wrong with one field of a write.
 *
 * @param path where it stands, such as {@code /dueDate}
 */
public record FieldError(String path, String message) {}
