/** Undo: which changes of a subject still count, and what taking some of them back would write. */
@NullMarked
package dev.synap.core.undo;

import org.jspecify.annotations.NullMarked;
