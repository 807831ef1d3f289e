/**
 * The built-in extractor: from what a person typed to the tasks it asks for, by words and rules alone. Pure
 * functions of text and context; no network, no clock, no framework.
 */
@NullMarked
package dev.synap.server.extract;

import org.jspecify.annotations.NullMarked;
