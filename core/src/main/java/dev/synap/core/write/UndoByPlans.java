package dev.synap.core.write;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.fold.Fields;
import dev.synap.core.fold.State;
import dev.synap.core.undo.Authored;
import dev.synap.core.undo.Past;
import dev.synap.core.undo.SubjectPlan;
import dev.synap.core.undo.TakeBack;
import dev.synap.core.undo.Taken;
import dev.synap.core.undo.Undo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what taking back what a user did comes to, for some subjects at a time. What cannot be taken back, because
 * something of others depends on it, stays and is told; it does not keep the rest from being taken back.
 *
 * <p>Used for one page of subjects. Not thread-safe.
 */
final class UndoByPlans {

    private static final int NAMED = 5;
    private static final int MAX_AMONG = 100_000;

    private final EntityRules rules;
    private final Subjects subjects;
    private final Pasts pasts;
    private final UndoByWish wish;
    private final TakeBack takeBack;
    private final Map<String, Authored> authored = new LinkedHashMap<>();
    private final Map<String, Past> read = new HashMap<>();
    private final Map<String, Taken> whole = new HashMap<>();
    private final Map<String, Taken> decided = new HashMap<>();
    private final Map<String, ObjectNode> untouched = new HashMap<>();
    private final Set<String> candidates = new TreeSet<>();
    private final Set<String> deciding = new HashSet<>();

    UndoByPlans(EntityRules rules, Subjects subjects, Pasts pasts, UndoByWish wish, Undo undo) {
        this.rules = rules;
        this.subjects = subjects;
        this.pasts = pasts;
        this.wish = wish;
        this.takeBack = new TakeBack(undo, wish.authorship().userId());
    }

    /** What becomes of these subjects, in their order. */
    List<Taken> take(List<Authored> page) {
        addWithDependents(page);
        List<Taken> taken = new ArrayList<>();
        page.forEach(each -> taken.add(decide(each.subjectId())));
        return taken;
    }

    /** Reads what may depend on what would be deleted, and what may depend on that, until nothing new comes. */
    private void addWithDependents(List<Authored> page) {
        List<Authored> added = page;
        while (!added.isEmpty()) {
            Set<String> deleted = read(added);
            Set<String> referring = deleted.isEmpty() ? Set.of() : new HashSet<>(pasts.referringToAny(deleted));
            Set<String> unknown = new HashSet<>(referring);
            unknown.removeAll(authored.keySet());
            unknown.removeAll(candidates);
            candidates.addAll(referring);
            added = unknown.isEmpty() ? List.of() : pasts.authored(wish.authorship(), unknown, "", MAX_AMONG);
        }
        candidates.addAll(authored.keySet());
        Set<String> others = new HashSet<>(candidates);
        others.removeAll(authored.keySet());
        subjects.expect(others);
    }

    /** Reads subjects, and tells those that would be deleted. */
    private Set<String> read(List<Authored> added) {
        Set<String> ids = new HashSet<>();
        added.forEach(each -> ids.add(each.subjectId()));
        // First what they are now, then how they came to be so: whatever comes between is cut off.
        subjects.expect(ids);
        Map<String, List<Event>> histories = pasts.histories(ids);
        Set<String> deleted = new HashSet<>();
        for (Authored each : added) {
            String id = each.subjectId();
            long version = subjects.subject(id).state().version();
            Past past = Past.of(
                    State.none(id),
                    histories.getOrDefault(id, List.of()).stream()
                            .filter(event -> event.version() <= version)
                            .toList());
            Taken taken = isKept(past.subjectType())
                    ? takeBack.nothing(past, "a " + past.subjectType() + " is not undone")
                    : takeBack.all(past, each.changeIds());
            authored.put(id, each);
            read.put(id, past);
            whole.put(id, taken);
            if (taken.plan().deletes()) {
                deleted.add(id);
            }
        }
        return deleted;
    }

    private static boolean isKept(String type) {
        return EntityTypes.governs(type) || type.equals(EntityTypes.PROPOSAL);
    }

    private Taken decide(String id) {
        Taken known = decided.get(id);
        if (known != null) {
            return known;
        }
        Taken all = Objects.requireNonNull(whole.get(id));
        // Of two that depend on each other, the one asked about first is taken to go.
        if (!deciding.add(id)) {
            return all;
        }
        Taken taken = checked(id, all);
        deciding.remove(id);
        decided.put(id, taken);
        return taken;
    }

    private Taken checked(String id, Taken all) {
        Past past = Objects.requireNonNull(read.get(id));
        Set<String> changes = Objects.requireNonNull(authored.get(id)).changeIds();
        Taken taken = all;
        if (taken.plan().deletes()) {
            Set<String> dependents = dependents(id);
            if (!dependents.isEmpty()) {
                taken = takeBack.butCreation(past, changes, "%s depends on it".formatted(named(dependents)));
            }
        }
        SubjectPlan plan = taken.plan();
        if (plan.changesNothing() || plan.after().hasNonNull(Fields.DELETED_AT)) {
            return taken;
        }
        Set<String> gone = plan.revives() ? goneEnds(plan.after()) : Set.of();
        if (!gone.isEmpty()) {
            return takeBack.nothing(past, "it depends on %s, which is deleted".formatted(named(gone)));
        }
        Optional<Refusal> refusal = rules.bySchema(plan.subjectType(), plan.after(), subjects);
        return refusal.isPresent()
                ? takeBack.nothing(
                        past, "it would break its schema: " + refusal.get().reason())
                : taken;
    }

    private Set<String> dependents(String id) {
        Set<String> found = new TreeSet<>();
        for (String candidate : candidates) {
            if (!candidate.equals(id) && refers(current(candidate), id)) {
                ObjectNode after = after(candidate);
                if (refers(after, id) && !after.hasNonNull(Fields.DELETED_AT)) {
                    found.add(candidate);
                }
            }
        }
        return found;
    }

    private Set<String> goneEnds(ObjectNode after) {
        Set<String> found = new TreeSet<>();
        for (String field : References.FIELDS) {
            String end = Rights.text(after, field);
            if (!end.isEmpty() && after(end).hasNonNull(Fields.DELETED_AT)) {
                found.add(end);
            }
        }
        return found;
    }

    private static boolean refers(ObjectNode fields, String id) {
        return References.FIELDS.stream()
                .anyMatch(field -> Rights.text(fields, field).equals(id));
    }

    /** To be read only. */
    private ObjectNode current(String id) {
        return untouched.computeIfAbsent(
                id, any -> subjects.subject(any).state().toNode());
    }

    private ObjectNode after(String id) {
        return authored.containsKey(id) ? decide(id).plan().after() : current(id);
    }

    private static String named(Set<String> ids) {
        return String.join(", ", ids.stream().limit(NAMED).toList());
    }
}
