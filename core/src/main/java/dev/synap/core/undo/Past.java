package dev.synap.core.undo;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.core.history.Effect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A subject's facts up to now, from the first one or from some later one on: what each did, and which of them still
 * count. A change counts until it is undone, and again once that is redone.
 *
 * <p>Whether a fact counts depends on later facts only, so that a past from a later fact on says the same of what it
 * holds. Immutable and thread-safe.
 */
public final class Past {

    private final State start;
    private final String subjectType;
    private final List<Step> steps;
    private final boolean[] counting;
    private final ObjectNode now;

    private Past(State start, String subjectType, List<Step> steps, ObjectNode now) {
        this.start = start;
        this.subjectType = subjectType;
        this.steps = steps;
        this.now = now;
        this.counting = counting(steps);
    }

    /**
     * Reads a past.
     *
     * @param start the subject before the first of the events: {@link State#none} for all of its past
     * @param events of the subject, in order; those that are no facts are passed over
     */
    public static Past of(State start, Iterable<Event> events) {
        List<Step> steps = new ArrayList<>();
        ObjectNode fields = start.toNode();
        String type = start.subjectType();
        for (Event event : events) {
            type = type.isEmpty() ? event.subjectType() : type;
            if (Reducers.changesState(event.type())) {
                ObjectNode after = Reducers.forType(event.type()).apply(fields, event);
                steps.add(Step.of(event, Effect.between(fields, after), fields.isEmpty()));
                fields = after;
            }
        }
        return new Past(start, type, steps, fields);
    }

    public String subjectId() {
        return start.subjectId();
    }

    public String subjectType() {
        return subjectType;
    }

    /** Whether it begins with the subject's first fact. */
    public boolean isWhole() {
        return start.version() == 0;
    }

    /**
     * The newest changes that can be undone, newest first: those that count and are no undo themselves.
     *
     * @param author whose changes to look at, by the author of their newest fact
     * @param count how many at most
     */
    public List<String> changes(Predicate<String> author, int count) {
        return newest(author, count, false);
    }

    /** The newest undos that can be redone, newest first: those that count. */
    public List<String> undos(Predicate<String> author, int count) {
        return newest(author, count, true);
    }

    /** The changes, undos among them, whose facts after a version still count. */
    public Set<String> changesAfter(long version) {
        Set<String> found = new LinkedHashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            if (counting[i] && steps.get(i).version() > version) {
                found.add(steps.get(i).changeId());
            }
        }
        return found;
    }

    /** Who wrote the facts of these changes. */
    public Set<String> authors(Set<String> changeIds) {
        Set<String> authors = new LinkedHashSet<>();
        steps.stream()
                .filter(step -> changeIds.contains(step.changeId()))
                .forEach(step -> authors.add(step.origin().userId()));
        return authors;
    }

    /** The fields as they are now: to be read only. */
    ObjectNode now() {
        return now;
    }

    List<Step> steps() {
        return steps;
    }

    /** Whether a fact is still in force. */
    boolean counts(int step) {
        return counting[step];
    }

    private List<String> newest(Predicate<String> author, int count, boolean undos) {
        List<String> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = steps.size() - 1; i >= 0 && found.size() < count; i--) {
            Step step = steps.get(i);
            if (counting[i]
                    && fits(step, undos)
                    && seen.add(step.changeId())
                    && author.test(step.origin().userId())) {
                found.add(step.changeId());
            }
        }
        return found;
    }

    private static boolean fits(Step step, boolean undos) {
        Reversal reversal = step.reversal();
        return undos ? reversal != null && reversal.kind() != ReversalKind.REDO : reversal == null;
    }

    /** From the newest on: whatever takes something back lies behind it. */
    private static boolean[] counting(List<Step> steps) {
        boolean[] counting = new boolean[steps.size()];
        Set<String> changesUndone = new HashSet<>();
        Set<String> undosRedone = new HashSet<>();
        long undoneAfter = Long.MAX_VALUE;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            Reversal reversal = step.reversal();
            Set<String> taken = reversal == null ? changesUndone : undosRedone;
            if (step.version() > undoneAfter
                    || taken.contains(step.changeId())
                    || taken.contains(partOf(step.changeId(), step.origin().userId()))) {
                continue;
            }
            counting[i] = true;
            if (reversal != null) {
                switch (reversal.kind()) {
                    case UNDO -> reversal.reverts().forEach(id -> changesUndone.add(partOf(id, reversal.by())));
                    case REDO -> undosRedone.addAll(reversal.reverts());
                    case UNDO_TO -> undoneAfter = reversal.toVersion();
                    case RESTORE -> throw new IllegalStateException("a restore is a change like any other");
                }
            }
        }
        return counting;
    }

    /** A change, or what one user did by it; ids have no spaces. */
    private static String partOf(String changeId, @Nullable String userId) {
        return userId == null ? changeId : changeId + " " + userId;
    }
}
