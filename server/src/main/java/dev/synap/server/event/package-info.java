/** Events over HTTP: append, find, stream, verify. */
@NullMarked
package dev.synap.server.event;

import org.jspecify.annotations.NullMarked;
