package dev.synap.core.undo;

import java.util.List;
import java.util.Set;

/**
 * What taking back all that a user did comes to on one subject.
 *
 * @param reverts the user's changes that no longer count there afterwards
 * @param left in words, what of the user's stays although nobody wrote over it; empty for nothing
 * @param version the subject's, at its last fact
 */
public record Taken(SubjectPlan plan, Set<String> reverts, List<String> left, long version) {

    public Taken {
        reverts = Set.copyOf(reverts);
        left = List.copyOf(left);
    }

    /** Whether nothing of it needs to be done or told: the user's changes there count no more. */
    public boolean isNothing() {
        return plan.changesNothing() && plan.superseded().isEmpty() && left.isEmpty();
    }
}
