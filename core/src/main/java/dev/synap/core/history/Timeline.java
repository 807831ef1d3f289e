package dev.synap.core.history;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A subject's history as people tell it: an entry for each change, its requests, decisions and comments folded under
 * it.
 *
 * @param entries oldest first, each at the place of its first fact; one without facts at that of its first event
 * @param contributors who changed the subject or commented on it, in the order of their first contribution; who only
 *     asked or decided is none
 */
public record Timeline(List<TimelineEntry> entries, List<Contributor> contributors) {

    public Timeline {
        entries = List.copyOf(entries);
        contributors = List.copyOf(contributors);
    }

    /**
     * Tells a subject's events. Of a change that has events before these, only these are told.
     *
     * @param before the subject before the first of these events: {@link State#none} for the whole history
     * @param events the subject's, and those of the comments on it, in the order of their positions
     * @param names the name of a user by id
     * @throws IllegalArgumentException when an event is about another subject that is no comment
     */
    public static Timeline of(State before, Iterable<Event> events, Function<String, String> names) {
        Telling telling = new Telling(before, new Sentences(names));
        events.forEach(telling::add);
        return new Timeline(
                telling.entries(),
                telling.contributors.stream()
                        .map(id -> new Contributor(id, names.apply(id)))
                        .toList());
    }

    /** Goes through the events once. */
    private static final class Telling {

        private final String subjectId;
        private final Sentences sentences;
        private final Map<String, OpenEntry> entries = new LinkedHashMap<>();
        private final Set<String> contributors = new LinkedHashSet<>();
        private ObjectNode fields;
        private @Nullable OpenEntry latestChange;

        Telling(State before, Sentences sentences) {
            this.subjectId = before.subjectId();
            this.sentences = sentences;
            this.fields = before.toNode();
        }

        void add(Event event) {
            boolean fact = Reducers.changesState(event.type());
            if (!event.subjectId().equals(subjectId)) {
                checkIsComment(event);
                // What a comment was requested and approved by is that comment's own history.
                if (fact) {
                    addComment(event);
                }
            } else if (fact) {
                addFact(event);
            } else if (Words.verb(event.type()).equals("commented")) {
                addComment(event);
            } else {
                entry(event).addStep(event);
            }
        }

        private void addFact(Event event) {
            ObjectNode after = Reducers.forType(event.type()).apply(fields, event);
            OpenEntry entry = entry(event);
            entry.addFact(event, Effect.between(fields, after));
            fields = after;
            latestChange = entry;
            contributors.add(event.userId());
        }

        private void addComment(Event event) {
            OpenEntry entry = latestChange == null ? entry(event) : latestChange;
            entry.addComment(event);
            contributors.add(event.userId());
        }

        private OpenEntry entry(Event event) {
            return entries.computeIfAbsent(Origin.changeId(event), id -> new OpenEntry(event, sentences));
        }

        private void checkIsComment(Event event) {
            if (!event.subjectType().equals(EntityTypes.COMMENT)) {
                throw new IllegalArgumentException("[%s] cannot tell of %s, which is a %s and no comment"
                        .formatted(subjectId, event.subjectId(), event.subjectType()));
            }
        }

        List<TimelineEntry> entries() {
            return entries.values().stream()
                    .sorted(Comparator.comparingLong(OpenEntry::position))
                    .map(OpenEntry::close)
                    .toList();
        }
    }
}
