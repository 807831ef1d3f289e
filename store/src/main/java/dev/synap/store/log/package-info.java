/** The log on PostgreSQL: group commit, reads, subscriptions, verification. */
@NullMarked
package dev.synap.store.log;

import org.jspecify.annotations.NullMarked;
