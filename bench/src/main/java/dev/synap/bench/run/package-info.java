/** What a benchmark is, and how one is run: scenarios, one after the other, on one PostgreSQL. */
@NullMarked
package dev.synap.bench.run;

import org.jspecify.annotations.NullMarked;
