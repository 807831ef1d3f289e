/** What happened: events, the drafts they are made from, and the rules both obey. */
@NullMarked
package dev.synap.core.event;

import org.jspecify.annotations.NullMarked;
