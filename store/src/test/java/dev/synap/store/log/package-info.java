/** The proof of the log: its contract, its guarantees under concurrency and crashes, and its plans. */
@org.jspecify.annotations.NullMarked
package dev.synap.store.log;
