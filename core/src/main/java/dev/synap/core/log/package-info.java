/** The log's contract: append, read, follow, verify. Implemented by the store. */
@NullMarked
package dev.synap.core.log;

import org.jspecify.annotations.NullMarked;
