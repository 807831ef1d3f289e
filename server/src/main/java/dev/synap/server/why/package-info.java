/** Why something is as it is: the causes of an event, and what came of it. */
@NullMarked
package dev.synap.server.why;

import org.jspecify.annotations.NullMarked;
