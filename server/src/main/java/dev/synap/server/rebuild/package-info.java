/** Projections made anew from the log, for those who run the server. */
@NullMarked
package dev.synap.server.rebuild;

import org.jspecify.annotations.NullMarked;
