@NullMarked
package dev.synap.server.start;

import org.jspecify.annotations.NullMarked;
