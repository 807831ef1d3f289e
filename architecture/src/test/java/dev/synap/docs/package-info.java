/** Runs what the documentation shows, and compares what comes out. */
@NullMarked
package dev.synap.docs;

import org.jspecify.annotations.NullMarked;
