/** Statements on connections from the pool. */
@NullMarked
package dev.synap.store.jdbc;

import org.jspecify.annotations.NullMarked;
