/** State from events: the reducers that live reads, replay, time travel and undo all share. */
@NullMarked
package dev.synap.core.fold;

import org.jspecify.annotations.NullMarked;
