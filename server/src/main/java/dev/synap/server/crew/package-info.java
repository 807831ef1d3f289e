/** Work that waits in a table and is done beside the feed, so much of it at once at most. */
@NullMarked
package dev.synap.server.crew;

import org.jspecify.annotations.NullMarked;
