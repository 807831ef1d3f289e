/** The benchmark of writes: requests over HTTP until they show in the projections. */
@NullMarked
package dev.synap.bench.write;

import org.jspecify.annotations.NullMarked;
