package dev.synap.cli.git;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A file as of one commit.
 *
 * @param path from the top of the repository, with {@code /} between its parts
 * @param mode what kind of entry it is: a file, a symbolic link, a submodule
 * @param blob its content
 */
record FileVersion(String path, FileMode mode, ObjectId blob) {}
