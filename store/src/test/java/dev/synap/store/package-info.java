/** The proof of how Synap sets a database up. */
@org.jspecify.annotations.NullMarked
package dev.synap.store;
