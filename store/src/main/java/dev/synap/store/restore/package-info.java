/** Exported logs put back as they were: with their positions, ids, times and hashes. */
@NullMarked
package dev.synap.store.restore;

import org.jspecify.annotations.NullMarked;
