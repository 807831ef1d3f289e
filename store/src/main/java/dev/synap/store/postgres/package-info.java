/**
 * The PostgreSQL that Synap brings along and runs itself when the user names no database of their own.
 *
 * <p>{@link dev.synap.store.postgres.LocalPostgres} is the way in; the rest of the package serves it.
 */
@NullMarked
package dev.synap.store.postgres;

import org.jspecify.annotations.NullMarked;
