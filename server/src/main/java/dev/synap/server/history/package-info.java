/** Taking back what was done, over HTTP: undo, redo, restore, and what each would come to. */
@NullMarked
package dev.synap.server.history;

import org.jspecify.annotations.NullMarked;
