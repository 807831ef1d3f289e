@NullMarked
package dev.synap.cli.git;

import org.jspecify.annotations.NullMarked;
