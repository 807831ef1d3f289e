package dev.synap.core.canary;

import java.nio.file.Path;

/** Breaks the rule that the core does no I/O. */
public record CoreThatReadsAFile(Path file) {}
