/** A workspace full of people and stories, for who has just come. */
@NullMarked
package dev.synap.cli.demo;

import org.jspecify.annotations.NullMarked;
