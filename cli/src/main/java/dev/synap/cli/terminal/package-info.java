/** What a person sees: text, colours, tables, progress. */
@NullMarked
package dev.synap.cli.terminal;

import org.jspecify.annotations.NullMarked;
