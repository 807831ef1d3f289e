/** Tells connected clients what changes, as it is committed and shown: Socket.IO on a port of its own. */
@NullMarked
package dev.synap.server.realtime;

import org.jspecify.annotations.NullMarked;
