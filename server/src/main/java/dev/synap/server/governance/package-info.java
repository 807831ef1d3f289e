/** Who may do what in a workspace, over HTTP: members, shares, policies for agents, schemas, settings. */
@NullMarked
package dev.synap.server.governance;

import org.jspecify.annotations.NullMarked;
