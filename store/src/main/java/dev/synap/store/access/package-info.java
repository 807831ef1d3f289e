/** Who may come in: users, workspaces and their owners, API keys. */
@NullMarked
package dev.synap.store.access;

import org.jspecify.annotations.NullMarked;
