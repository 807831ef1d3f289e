/** The commands behind {@code ./synap} that talk to a running server. */
@NullMarked
package dev.synap.cli;

import org.jspecify.annotations.NullMarked;
