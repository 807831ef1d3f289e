/** What agents can do without a person: nothing, by whatever way and whatever they say of themselves. */
@NullMarked
package dev.synap.server.agent;

import org.jspecify.annotations.NullMarked;
