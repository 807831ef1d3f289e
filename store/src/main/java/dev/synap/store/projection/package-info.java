/** Projections: each subject as it is now, in a table of its type, and the lists that read them. */
@NullMarked
package dev.synap.store.projection;

import org.jspecify.annotations.NullMarked;
