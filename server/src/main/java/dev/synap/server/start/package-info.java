/** Starting and stopping a server, from the command line or from another program. */
@NullMarked
package dev.synap.server.start;

import org.jspecify.annotations.NullMarked;
