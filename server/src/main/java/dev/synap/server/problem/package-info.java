/** Errors as the caller sees them: RFC 9457 problem details, each kind with a stable type. */
@NullMarked
package dev.synap.server.problem;

import org.jspecify.annotations.NullMarked;
