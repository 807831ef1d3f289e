@org.jspecify.annotations.NullMarked
package dev.synap.store.restore;
