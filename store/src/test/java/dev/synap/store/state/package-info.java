/** The proof of states as of any point in history. */
@org.jspecify.annotations.NullMarked
package dev.synap.store.state;
