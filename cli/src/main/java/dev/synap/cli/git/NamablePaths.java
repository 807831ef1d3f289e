package dev.synap.cli.git;

import dev.synap.cli.git.FileChange.Unnamable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Leaves out of a walk the files whose paths are no text or longer than any file system takes, and notes them. */
final class NamablePaths extends TreeFilter {

    static final int MAX_PATH_BYTES = 4096;

    private static final int NEW_TREE = 1;

    private final List<? super Unnamable> leftOut;

    NamablePaths(List<? super Unnamable> leftOut) {
        this.leftOut = leftOut;
    }

    @Override
    public boolean include(TreeWalk walk) {
        if (walk.isSubtree()) {
            return true;
        }
        byte[] path = walk.getRawPath();
        if (path.length > MAX_PATH_BYTES) {
            return leaveOut(walk, "its path is longer than " + MAX_PATH_BYTES + " bytes");
        }
        return ValidText.decode(path) != null || leaveOut(walk, "its path is not UTF-8");
    }

    private boolean leaveOut(TreeWalk walk, String reason) {
        if (walk.getRawMode(NEW_TREE) != 0) {
            leftOut.add(new Unnamable(new String(walk.getRawPath(), StandardCharsets.ISO_8859_1), reason));
        }
        return false;
    }

    @Override
    public boolean shouldBeRecursive() {
        return true;
    }

    @Override
    public TreeFilter clone() {
        return this;
    }
}
