package dev.synap.core.canary;

import dev.synap.store.canary.StoreThatCallsTheCore;

/** Breaks the rule that the core depends on no other module, and closes a cycle. */
public record CoreThatCallsTheStore(StoreThatCallsTheCore store) {}
