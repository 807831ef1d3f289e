/** Who asks, and what they may do: API keys, scopes, workspaces and their owners. */
@NullMarked
package dev.synap.server.security;

import org.jspecify.annotations.NullMarked;
