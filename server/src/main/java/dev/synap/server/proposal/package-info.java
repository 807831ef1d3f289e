/** Proposals over HTTP: wishes that wait for a person, and their decisions. */
@NullMarked
package dev.synap.server.proposal;

import org.jspecify.annotations.NullMarked;
