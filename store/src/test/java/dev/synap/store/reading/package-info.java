@NullMarked
package dev.synap.store.reading;

import org.jspecify.annotations.NullMarked;
