/** Bodies: JSON in and out, strict, bounded, and with the field named that breaks a rule. */
@NullMarked
package dev.synap.server.json;

import org.jspecify.annotations.NullMarked;
