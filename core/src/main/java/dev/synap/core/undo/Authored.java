package dev.synap.core.undo;

import java.util.Set;

/**
 * A subject that a user wrote to, by changes that are to be taken back.
 *
 * @param changeIds the changes; others may have facts in them too
 */
public record Authored(String subjectId, Set<String> changeIds) {

    public Authored {
        changeIds = Set.copyOf(changeIds);
    }
}
