/** Users, workspaces and API keys over HTTP. */
@NullMarked
package dev.synap.server.access;

import org.jspecify.annotations.NullMarked;
