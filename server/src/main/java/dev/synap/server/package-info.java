/** The server's main class. */
@NullMarked
package dev.synap.server;

import org.jspecify.annotations.NullMarked;
