/** The benchmark of the built-in extractor: how many sentences it reads in a second. */
@NullMarked
package dev.synap.bench.extract;

import org.jspecify.annotations.NullMarked;
