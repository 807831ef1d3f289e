/** The PostgreSQL that is measured on, Synap's log in it, and rows read from it without Synap. */
@NullMarked
package dev.synap.bench.postgres;

import org.jspecify.annotations.NullMarked;
