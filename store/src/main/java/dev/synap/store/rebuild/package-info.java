/** Projections made anew from the log: filled beside those that are read, caught up with the log, and put in their place. */
@NullMarked
package dev.synap.store.rebuild;

import org.jspecify.annotations.NullMarked;
