/** The proof that rows are what the log adds up to, and that lists show them right. */
@org.jspecify.annotations.NullMarked
package dev.synap.store.projection;
