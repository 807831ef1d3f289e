@NullMarked
package dev.synap.store.postgres;

import org.jspecify.annotations.NullMarked;
