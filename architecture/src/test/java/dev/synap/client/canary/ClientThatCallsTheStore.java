package dev.synap.client.canary;

import dev.synap.store.canary.StoreThatCallsTheCore;

/** Breaks the rule that the client knows the server by HTTP alone. */
public record ClientThatCallsTheStore(StoreThatCallsTheCore store) {}
