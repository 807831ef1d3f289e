/** Commands for workspaces, their members, users and keys. */
@NullMarked
package dev.synap.cli.access;

import org.jspecify.annotations.NullMarked;
