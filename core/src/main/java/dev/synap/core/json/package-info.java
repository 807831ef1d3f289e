/** JSON as the log keeps it: strict to read, compact to write, exact in every digit. */
@NullMarked
package dev.synap.core.json;

import org.jspecify.annotations.NullMarked;
