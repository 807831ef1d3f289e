/** What the Model Context Protocol gives to agents: tools, and notes as resources. */
@NullMarked
package dev.synap.server.mcp;

import org.jspecify.annotations.NullMarked;
