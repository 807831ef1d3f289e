/** People sign in with a password, and their browser keeps a session. */
@NullMarked
package dev.synap.server.session;

import org.jspecify.annotations.NullMarked;
