/** The faults that Synap reports by exception, each with a stable code. */
@NullMarked
package dev.synap.core.error;

import org.jspecify.annotations.NullMarked;
