/** What waits to be sent to webhooks, on a real database. */
@NullMarked
package dev.synap.store.webhook;

import org.jspecify.annotations.NullMarked;
