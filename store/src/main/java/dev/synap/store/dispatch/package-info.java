/** What became of each request, and which proposals are due. */
@NullMarked
package dev.synap.store.dispatch;

import org.jspecify.annotations.NullMarked;
