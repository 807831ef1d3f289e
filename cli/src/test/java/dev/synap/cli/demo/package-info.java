@NullMarked
package dev.synap.cli.demo;

import org.jspecify.annotations.NullMarked;
