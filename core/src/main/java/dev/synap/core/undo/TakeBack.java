package dev.synap.core.undo;

import dev.synap.core.fold.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes back what one user did to a subject by some changes; what others did by the same changes stays. Undos stay too:
 * they are redone by whoever wants that.
 */
public record TakeBack(Undo undo, String userId) {

    /** All of it, whatever depends on what would be deleted. */
    public Taken all(Past past, Set<String> changeIds) {
        return taken(past, changeIds, true, List.of());
    }

    /** All of it but that the subject was made. */
    public Taken butCreation(Past past, Set<String> changeIds, String why) {
        return taken(past, changeIds, false, List.of(why));
    }

    /** Nothing of it. */
    public Taken nothing(Past past, String why) {
        return new Taken(undo.plan(past, past.now(), List.of()), Set.of(), List.of(why), version(past));
    }

    private Taken taken(Past past, Set<String> changeIds, boolean creation, List<String> why) {
        SubjectPlan plan = new Unwinding(past, undo, step -> isMeant(step, changeIds, creation)).plan();
        Set<String> reverts = new LinkedHashSet<>();
        for (int i = 0; i < past.steps().size(); i++) {
            Step step = past.steps().get(i);
            if (past.counts(i) && isMeant(step, changeIds, creation)) {
                reverts.add(step.changeId());
            }
        }
        List<String> left = new ArrayList<>(why);
        left.addAll(undosOfOthers(past, changeIds));
        if (isBroughtBack(past, changeIds, plan)) {
            left.add("it was undone that the user made it, and somebody has brought it back");
        }
        return new Taken(plan, reverts, left, version(past));
    }

    private boolean isMeant(Step step, Set<String> changeIds, boolean creation) {
        return !step.isReversal()
                && step.origin().userId().equals(userId)
                && changeIds.contains(step.changeId())
                && (creation || !step.creates());
    }

    /** Whoever restores what an undo has deleted wants it there. */
    private boolean isBroughtBack(Past past, Set<String> changeIds, SubjectPlan plan) {
        for (int i = 0; i < past.steps().size(); i++) {
            Step step = past.steps().get(i);
            if (step.creates() && !past.counts(i) && isMeant(step, changeIds, true)) {
                return !plan.after().hasNonNull(Fields.DELETED_AT);
            }
        }
        return false;
    }

    private List<String> undosOfOthers(Past past, Set<String> changeIds) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < past.steps().size(); i++) {
            Step step = past.steps().get(i);
            Reversal reversal = step.reversal();
            boolean own = step.origin().userId().equals(userId) && changeIds.contains(step.changeId());
            if (past.counts(i) && own && reversal != null) {
                Set<String> others = new HashSet<>(past.authors(reversal.reverts()));
                others.addAll(past.authors(reversal.redoes()));
                others.remove(userId);
                if (!others.isEmpty() || reversal.kind() == ReversalKind.UNDO_TO) {
                    found.add("the %s by %s stays: redo takes an undo back"
                            .formatted(reversal.kind().text(), step.origin().eventId()));
                }
            }
        }
        return found;
    }

    private static long version(Past past) {
        return past.steps().isEmpty() ? 0 : past.steps().getLast().version();
    }
}
