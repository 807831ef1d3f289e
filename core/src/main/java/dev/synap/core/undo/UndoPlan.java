package dev.synap.core.undo;

import java.util.List;
import java.util.Set;

/**
 * What a request to take something back comes to, over all subjects that it reaches.
 *
 * @param reversal what its facts say they take back
 * @param subjects what is written, and what stays, by subject; those where neither is are left out
 * @param authors whose changes are taken back
 */
public record UndoPlan(Reversal reversal, List<SubjectPlan> subjects, Set<String> authors) {

    public UndoPlan {
        subjects = List.copyOf(subjects);
        authors = Set.copyOf(authors);
    }

    /** The subjects that something is written to. */
    public List<SubjectPlan> written() {
        return subjects.stream().filter(plan -> !plan.changesNothing()).toList();
    }

    /** What somebody wrote later, over all subjects. */
    public List<Superseded> superseded() {
        return subjects.stream().flatMap(plan -> plan.superseded().stream()).toList();
    }
}
