/** The worker that decides requests and carries them out, and what operators see of the workers. */
@NullMarked
package dev.synap.server.worker;

import org.jspecify.annotations.NullMarked;
