/** The language model: what it is asked, how, and what of its answer is believed. */
@NullMarked
package dev.synap.server.llm;

import org.jspecify.annotations.NullMarked;
