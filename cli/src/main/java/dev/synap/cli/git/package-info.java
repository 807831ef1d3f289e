/** Imports the history of a Git repository: each text file a note, each commit a change. */
@NullMarked
package dev.synap.cli.git;

import org.jspecify.annotations.NullMarked;
