/** The built-in agent: it reads what people write, where it was let in, and suggests tasks. */
@NullMarked
package dev.synap.server.assistant;

import org.jspecify.annotations.NullMarked;
