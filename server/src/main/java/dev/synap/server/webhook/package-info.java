/** Webhooks: who is told of events, how they are signed and sent, and what became of them. */
@NullMarked
package dev.synap.server.webhook;

import org.jspecify.annotations.NullMarked;
