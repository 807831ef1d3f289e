/** The audit log over HTTP: each event with who, from where and why, and what it changed. */
@NullMarked
package dev.synap.server.audit;

import org.jspecify.annotations.NullMarked;
