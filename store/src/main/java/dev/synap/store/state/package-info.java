/** Subjects as they are or were: snapshots, and reads that fold from them. */
@NullMarked
package dev.synap.store.state;

import org.jspecify.annotations.NullMarked;
