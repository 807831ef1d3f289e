/** Realtime, through the clients that people use. */
@NullMarked
package dev.synap.server.realtime;

import org.jspecify.annotations.NullMarked;
