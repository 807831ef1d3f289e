/** Webhooks as their receivers meet them: real servers, real connections. */
@NullMarked
package dev.synap.server.webhook;

import org.jspecify.annotations.NullMarked;
