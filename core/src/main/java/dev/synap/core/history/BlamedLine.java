package dev.synap.core.history;

/**
 * A line of text and where it comes from.
 *
 * @param text with its end, {@code \n} or {@code \r\n}; the last line may have none
 */
public record BlamedLine(String text, Origin origin) {}
