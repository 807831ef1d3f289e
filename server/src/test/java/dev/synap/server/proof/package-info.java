/**
 * Proofs of the write path as a whole: what clients were told, what the log holds and what the projections show
 * must fit together, whatever was killed meanwhile and whoever asked for what. Checkers and oracle fold with plain
 * maps and know the rules by themselves: they share no code with what they judge.
 */
@NullMarked
package dev.synap.server.proof;

import org.jspecify.annotations.NullMarked;
