/** The benchmark of realtime, a class per scenario. */
@NullMarked
package dev.synap.bench.realtime;

import org.jspecify.annotations.NullMarked;
