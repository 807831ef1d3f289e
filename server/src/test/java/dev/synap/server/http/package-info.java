/** The API as a client meets it: a real server on a real database. */
@NullMarked
package dev.synap.server.http;

import org.jspecify.annotations.NullMarked;
