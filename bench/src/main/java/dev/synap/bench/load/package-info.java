/** Closed and open loops of load from many threads, in rounds that alternate between two sides. */
@NullMarked
package dev.synap.bench.load;

import org.jspecify.annotations.NullMarked;
