/** The benchmark of the log. */
@NullMarked
package dev.synap.bench.log;

import org.jspecify.annotations.NullMarked;
