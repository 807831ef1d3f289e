@NullMarked
package dev.synap.store.access;

import org.jspecify.annotations.NullMarked;
