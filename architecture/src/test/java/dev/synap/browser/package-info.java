@org.jspecify.annotations.NullMarked
package dev.synap.browser;
