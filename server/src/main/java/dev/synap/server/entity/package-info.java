/** Entities over HTTP: each change is a request that goes into the log, and is answered from there. */
@NullMarked
package dev.synap.server.entity;

import org.jspecify.annotations.NullMarked;
