/** Commands for what works behind the log. */
@NullMarked
package dev.synap.cli.worker;

import org.jspecify.annotations.NullMarked;
