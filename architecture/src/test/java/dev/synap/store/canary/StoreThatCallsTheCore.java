package dev.synap.store.canary;

import dev.synap.core.canary.CoreThatReadsAFile;

/** One half of a cycle between two packages. */
public record StoreThatCallsTheCore(CoreThatReadsAFile core) {}
