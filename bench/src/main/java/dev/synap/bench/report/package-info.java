/** What was measured, on what machine, and how it is written down. */
@NullMarked
package dev.synap.bench.report;

import org.jspecify.annotations.NullMarked;
