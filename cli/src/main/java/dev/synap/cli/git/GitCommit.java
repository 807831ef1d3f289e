package dev.synap.cli.git;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A commit as far as an import needs it.
 *
 * @param id 40 hexadecimal digits
 * @param tree the files as of this commit
 */
record GitCommit(String id, ObjectId tree, GitPerson author, GitPerson committer, String message) {

    static GitCommit of(RevCommit commit) {
        return new GitCommit(
                commit.name(),
                commit.getTree().copy(),
                GitPerson.of(commit.getAuthorIdent()),
                GitPerson.of(commit.getCommitterIdent()),
                ValidText.of(commit.getFullMessage()));
    }
}
