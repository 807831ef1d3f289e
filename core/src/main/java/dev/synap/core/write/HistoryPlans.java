package dev.synap.core.write;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.fold.Fields;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.core.history.Origin;
import dev.synap.core.json.JsonObject;
import dev.synap.core.undo.Past;
import dev.synap.core.undo.Reversal;
import dev.synap.core.undo.ReversalKind;
import dev.synap.core.undo.SubjectPlan;
import dev.synap.core.undo.Undo;
import dev.synap.core.undo.UndoPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds what a wish about a subject's past comes to. Looks at nobody's rights. */
final class HistoryPlans {

    /** How much of a subject's past is read first; most wishes are about what is new. */
    private static final long FIRST_SPAN = 256;

    private static final int MAX_FACTS = 10_000;

    private final Subjects subjects;
    private final Pasts pasts;

    HistoryPlans(Subjects subjects, Pasts pasts) {
        this.subjects = subjects;
        this.pasts = pasts;
    }

    /** @throws RefusedException when there is nothing that it could come to */
    UndoPlan plan(HistoryWish wish, Subject subject, Undo undo) {
        return switch (wish) {
            case HistoryWish.Undo wanted -> undo(wanted, subject, undo);
            case HistoryWish.Redo wanted -> redo(wanted, subject, undo);
            case HistoryWish.UndoTo wanted -> undoTo(wanted, subject, undo);
            case HistoryWish.Restore wanted -> restore(wanted, subject, undo);
        };
    }

    private UndoPlan undo(HistoryWish.Undo wish, Subject subject, Undo undo) {
        Set<String> changes = wish.changes();
        if (changes.isEmpty()) {
            changes = newest(subject, past -> past.changes(by(wish.by()), wish.count()), wish.count());
        }
        if (changes.isEmpty()) {
            throw new RefusedException(
                    Rules.NOTHING_TO_UNDO,
                    "%s has no changes%s left to undo".formatted(subject.state().subjectId(), of(wish.by())));
        }
        Set<String> chosen = changes;
        Reversal reversal = new Reversal(ReversalKind.UNDO, chosen, Set.of(), 0);
        return overAll(reversal, subject, past -> undo.changes(past, chosen));
    }

    private UndoPlan redo(HistoryWish.Redo wish, Subject subject, Undo undo) {
        Set<String> undos = newest(subject, past -> past.undos(by(wish.by()), wish.count()), wish.count());
        if (undos.isEmpty()) {
            throw new RefusedException(
                    Rules.NOTHING_TO_REDO,
                    "%s has no undo%s left to redo".formatted(subject.state().subjectId(), of(wish.by())));
        }
        Set<String> redone = new LinkedHashSet<>();
        for (String undone : undos) {
            facts(undone, subject).forEach(fact -> redone.addAll(Reversal.revertsOf(fact)));
        }
        Reversal reversal = new Reversal(ReversalKind.REDO, undos, redone, 0);
        return overAll(reversal, subject, past -> undo.redo(past, undos));
    }

    private UndoPlan undoTo(HistoryWish.UndoTo wish, Subject subject, Undo undo) {
        long version = versionOf(wish.eventId(), subject);
        Past past = past(subject, version);
        SubjectPlan plan = undo.to(past, pasts.state(past.subjectId(), version));
        Set<String> after = past.changesAfter(version);
        return new UndoPlan(
                new Reversal(ReversalKind.UNDO_TO, after, Set.of(), version), List.of(plan), past.authors(after));
    }

    private UndoPlan restore(HistoryWish.Restore wish, Subject subject, Undo undo) {
        String id = subject.state().subjectId();
        Reversal reversal = new Reversal(ReversalKind.RESTORE, Set.of(), Set.of(), 0);
        if (wish.isOfDeleted()) {
            if (subject.isLive()) {
                throw new RefusedException(
                        Rules.NOTHING_TO_RESTORE, id + " is not deleted; name the version or event to go back to");
            }
            State live = live(subject.state());
            Past past = past(subject, subject.state().version());
            return new UndoPlan(reversal, List.of(undo.to(past, live)), Set.of());
        }
        long version = wish.eventId() == null ? wish.version() : versionOf(wish.eventId(), subject);
        if (version > subject.state().version()) {
            throw new RefusedException(
                    Rules.NOT_FOUND,
                    "[%s] has no version %d yet, it is at %d"
                            .formatted(id, version, subject.state().version()));
        }
        Past past = past(subject, version);
        return new UndoPlan(
                reversal, List.of(undo.to(past, pasts.state(id, version))), past.authors(past.changesAfter(version)));
    }

    private static State live(State deleted) {
        ObjectNode fields = deleted.toNode();
        fields.remove(List.of(Fields.DELETED_AT, Fields.DELETED_BY));
        return new State(
                deleted.subjectId(),
                deleted.subjectType(),
                deleted.version(),
                deleted.position(),
                JsonObject.of(fields));
    }

    /** The newest of something, read back as far as it takes. */
    private Set<String> newest(Subject subject, Function<Past, List<String>> find, int count) {
        long version = subject.state().version();
        for (long span = FIRST_SPAN; ; span *= 8) {
            Past past = past(subject, Math.max(0, version - span));
            List<String> found = find.apply(past);
            if (found.size() >= count || past.isWhole()) {
                return new LinkedHashSet<>(found);
            }
        }
    }

    /** Applies to each subject that the changes are about, from the oldest of their facts on. */
    private UndoPlan overAll(Reversal reversal, Subject asked, Function<Past, SubjectPlan> planning) {
        Map<String, Long> first = new LinkedHashMap<>();
        for (String change : reversal.reverts()) {
            List<Event> facts = facts(change, asked);
            String id = asked.state().subjectId();
            if (facts.stream().noneMatch(fact -> fact.subjectId().equals(id))) {
                throw new RefusedException(Rules.NOT_FOUND, "%s has no change %s".formatted(id, change));
            }
            facts.forEach(fact -> first.merge(fact.subjectId(), fact.version(), Math::min));
        }
        List<SubjectPlan> plans = new ArrayList<>();
        Set<String> authors = new HashSet<>();
        first.forEach((id, version) -> {
            Past past = past(subjects.subject(id), version - 1);
            checkType(past.subjectType());
            SubjectPlan plan = planning.apply(past);
            if (!plan.changesNothing() || !plan.superseded().isEmpty()) {
                plans.add(plan);
                authors.addAll(past.authors(reversal.reverts()));
            }
        });
        plans.sort(Comparator.comparing(SubjectPlan::subjectId));
        return new UndoPlan(reversal, plans, authors);
    }

    /** Who governs the workspace, and what somebody decided, is changed by saying so and not by the way. */
    static void checkType(String type) {
        if (EntityTypes.governs(type) || type.equals(EntityTypes.PROPOSAL)) {
            throw new RefusedException(
                    Rules.NOT_UNDOABLE, "a %s is not undone; change, delete or add it instead".formatted(type));
        }
    }

    /** The facts of a change; a decision on a proposal is not part of what the proposal does. */
    private List<Event> facts(String changeId, Subject asked) {
        List<Event> events = isOfUser(changeId) ? ofSubject(changeId, asked) : pasts.change(changeId, MAX_FACTS + 1);
        if (events.size() > MAX_FACTS) {
            throw new RefusedException(
                    Rules.TOO_LARGE, "change %s has more than %d events".formatted(changeId, MAX_FACTS));
        }
        return events.stream()
                .filter(event -> Reducers.changesState(event.type()))
                .filter(event -> !event.subjectType().equals(EntityTypes.PROPOSAL))
                .filter(event -> event.version()
                        <= subjects.subject(event.subjectId()).state().version())
                .toList();
    }

    /** Whether it takes back what a user did: on any number of subjects, and so redone on each by itself. */
    private boolean isOfUser(String changeId) {
        return pasts.change(changeId, 1).stream().anyMatch(event -> UndoBys.follows(event.type()));
    }

    private List<Event> ofSubject(String changeId, Subject subject) {
        State state = subject.state();
        return pasts.events(state.subjectId(), 0, state.version()).stream()
                .filter(event -> Origin.changeId(event).equals(changeId))
                .toList();
    }

    private long versionOf(String eventId, Subject subject) {
        String id = subject.state().subjectId();
        return pasts.event(eventId)
                .filter(event -> event.subjectId().equals(id))
                .filter(event -> event.version() <= subject.state().version())
                .map(Event::version)
                .orElseThrow(() -> new RefusedException(Rules.NOT_FOUND, "%s has no event %s".formatted(id, eventId)));
    }

    private Past past(Subject subject, long after) {
        String id = subject.state().subjectId();
        State start = after == 0 ? Fold.of(id).state() : pasts.state(id, after);
        return Past.of(start, pasts.events(id, after, subject.state().version()));
    }

    private static Predicate<String> by(@Nullable String userId) {
        return author -> userId == null || author.equals(userId);
    }

    private static String of(@Nullable String userId) {
        return userId == null ? "" : " of " + userId;
    }
}
