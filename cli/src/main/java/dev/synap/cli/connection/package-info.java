/** Which server and workspace a command talks to, and with which key. */
@NullMarked
package dev.synap.cli.connection;

import org.jspecify.annotations.NullMarked;
