/** Who may do what: roles, shares, policies for agents, and the one function that decides. */
@NullMarked
package dev.synap.core.access;

import org.jspecify.annotations.NullMarked;
