/** Synap's benchmarks, each against a baseline that runs beside it. */
@NullMarked
package dev.synap.bench;

import org.jspecify.annotations.NullMarked;
