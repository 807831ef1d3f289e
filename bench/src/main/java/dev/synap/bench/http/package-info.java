/** A server in a process of its own, and calls to it. */
@NullMarked
package dev.synap.bench.http;

import org.jspecify.annotations.NullMarked;
