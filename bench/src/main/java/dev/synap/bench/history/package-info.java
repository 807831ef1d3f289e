/** The benchmark of history: checking logs, and making again what comes from them. */
@NullMarked
package dev.synap.bench.history;

import org.jspecify.annotations.NullMarked;
