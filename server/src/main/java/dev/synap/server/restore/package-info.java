/** Exported logs put back, for those who run the server. */
@NullMarked
package dev.synap.server.restore;

import org.jspecify.annotations.NullMarked;
