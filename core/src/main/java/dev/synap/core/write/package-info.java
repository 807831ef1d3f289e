/**
 * The write flow: what follows from a request. Start at {@link dev.synap.core.write.WriteFlow}.
 */
@NullMarked
package dev.synap.core.write;

import org.jspecify.annotations.NullMarked;
