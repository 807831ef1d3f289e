/** Webhooks: where events are sent, what waits to be sent, and what became of it. */
@NullMarked
package dev.synap.store.webhook;

import org.jspecify.annotations.NullMarked;
