/** Texts that wait for a language model, what asking it has cost, and what was suggested before. */
@NullMarked
package dev.synap.store.reading;

import org.jspecify.annotations.NullMarked;
