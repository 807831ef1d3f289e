/** Subjects over HTTP: their state now and then, and their history. */
@NullMarked
package dev.synap.server.subject;

import org.jspecify.annotations.NullMarked;
