package dev.synap.cli.git;

import dev.synap.cli.git.FileChange.Added;
import dev.synap.cli.git.FileChange.Deleted;
import dev.synap.cli.git.FileChange.Modified;
import dev.synap.cli.git.FileChange.Renamed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one tree to another, with renames found.
 *
 * <p>The same trees give the same changes on every machine: an import that goes on must see the renames
 * that it saw before, so neither the user's nor the repository's settings count. Not thread-safe.
 */
final class TreeDiff {

    /** In percent of a file's lines, as Git has it. */
    private static final int RENAME_SCORE = 50;

    /** Each file that vanished is compared with each that came, so beyond this only exact renames are found. */
    private static final int RENAME_LIMIT = 400;

    private final ObjectReader reader;

    TreeDiff(ObjectReader reader) {
        this.reader = reader;
    }

    /**
     * The changes, in an order that follows from the trees.
     *
     * @param before null before the first commit
     */
    List<FileChange> between(@Nullable ObjectId before, ObjectId after) throws IOException {
        List<FileChange> changes = new ArrayList<>();
        for (DiffEntry entry : withRenames(Exchanges.takeFrom(scan(before, after, changes), changes))) {
            changes.add(change(entry));
        }
        return changes;
    }

    private List<DiffEntry> scan(@Nullable ObjectId before, ObjectId after, List<FileChange> leftOut)
            throws IOException {
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.setRecursive(true);
            walk.setFilter(AndTreeFilter.create(TreeFilter.ANY_DIFF, new NamablePaths(leftOut)));
            if (before == null) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(before);
            }
            walk.addTree(after);
            return DiffEntry.scan(walk);
        }
    }

    private List<DiffEntry> withRenames(List<DiffEntry> entries) throws IOException {
        boolean mayHoldRenames = entries.stream().anyMatch(entry -> entry.getChangeType() == ChangeType.ADD)
                && entries.stream().anyMatch(entry -> entry.getChangeType() == ChangeType.DELETE);
        if (!mayHoldRenames) {
            return entries;
        }
        RenameDetector detector = new RenameDetector(reader, new Config().get(DiffConfig.KEY));
        detector.setRenameScore(RENAME_SCORE);
        detector.setRenameLimit(RENAME_LIMIT);
        detector.setSkipContentRenamesForBinaryFiles(true);
        detector.addAll(entries);
        return detector.compute();
    }

    private static FileChange change(DiffEntry entry) {
        return switch (entry.getChangeType()) {
            case ADD, COPY -> new Added(fileAfter(entry));
            case MODIFY -> new Modified(fileAfter(entry), sameContent(entry));
            case RENAME -> new Renamed(entry.getOldPath(), fileAfter(entry), sameContent(entry));
            case DELETE -> new Deleted(entry.getOldPath());
        };
    }

    static FileVersion fileAfter(DiffEntry entry) {
        return new FileVersion(
                entry.getNewPath(), entry.getNewMode(), entry.getNewId().toObjectId());
    }

    private static boolean sameContent(DiffEntry entry) {
        return entry.getOldId().equals(entry.getNewId());
    }
}
