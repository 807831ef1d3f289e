/** The Java SDK: append, read, follow and verify events over HTTP. Start with {@link dev.synap.client.Synap}. */
@NullMarked
package dev.synap.client;

import org.jspecify.annotations.NullMarked;
