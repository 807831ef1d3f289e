/** Behaviour of the server of the Model Context Protocol, on a real server and database. */
@NullMarked
package dev.synap.server.mcp;

import org.jspecify.annotations.NullMarked;
