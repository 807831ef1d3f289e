/** Signed checkpoints: what stood in a log at a time, said so that it cannot be unsaid. */
@NullMarked
package dev.synap.server.checkpoint;

import org.jspecify.annotations.NullMarked;
