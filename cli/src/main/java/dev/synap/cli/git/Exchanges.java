package dev.synap.cli.git;

import dev.synap.cli.git.FileChange.Renamed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.lib.AbbreviatedObjectId;

/**
 * Finds files that took each other's names in one commit: A became B and B became A, or more of them in a
 * ring. To Git these are modified files; to their readers they are moved notes.
 */
final class Exchanges {

    private final Map<AbbreviatedObjectId, DiffEntry> byOldContent = new HashMap<>();

    private Exchanges(List<DiffEntry> entries) {
        Set<AbbreviatedObjectId> ambiguous = new HashSet<>();
        for (DiffEntry entry : entries) {
            boolean moved = entry.getChangeType() == ChangeType.MODIFY
                    && !entry.getOldId().equals(entry.getNewId());
            if (moved && byOldContent.put(entry.getOldId(), entry) != null) {
                ambiguous.add(entry.getOldId());
            }
        }
        byOldContent.keySet().removeAll(ambiguous);
    }

    /** Adds the exchanges among these entries to the renames, and gives back the entries that are none. */
    static List<DiffEntry> takeFrom(List<DiffEntry> entries, List<? super Renamed> renames) {
        Exchanges exchanges = new Exchanges(entries);
        List<DiffEntry> rest = new ArrayList<>();
        for (DiffEntry entry : entries) {
            DiffEntry origin = exchanges.byOldContent.get(entry.getNewId());
            if (origin != null && exchanges.isInRing(entry)) {
                renames.add(new Renamed(origin.getOldPath(), TreeDiff.fileAfter(entry), true));
            } else {
                rest.add(entry);
            }
        }
        return rest;
    }

    /** Follows the file to where its content came from, and on, until it comes back or the trail ends. */
    private boolean isInRing(DiffEntry start) {
        Set<DiffEntry> seen = new LinkedHashSet<>();
        DiffEntry next = start;
        while (next != null && byOldContent.get(next.getOldId()) == next && seen.add(next)) {
            next = byOldContent.get(next.getNewId());
        }
        return next == start && !seen.isEmpty();
    }
}
