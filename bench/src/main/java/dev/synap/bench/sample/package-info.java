/** What is written: events and the subjects that they are about. */
@NullMarked
package dev.synap.bench.sample;

import org.jspecify.annotations.NullMarked;
