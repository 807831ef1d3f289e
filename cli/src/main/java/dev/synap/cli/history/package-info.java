/** Commands that say what became of a subject. */
@NullMarked
package dev.synap.cli.history;

import org.jspecify.annotations.NullMarked;
