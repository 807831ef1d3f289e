package dev.synap.core.history;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event in a line, for who looks through many: {@code Bob deleted "Marketing Plan"}.
 *
 * @param title what the subject was called then; null where it had no name
 */
public record Headline(String sentence, @Nullable String title) {

    private static final List<String> NAMING = List.of("title", "name");

    /**
     * The line of an event.
     *
     * @param before the subject's fields before it
     * @param after the same after it
     * @param names the name of a user by id
     */
    public static Headline of(Event event, ObjectNode before, ObjectNode after, Function<String, String> names) {
        String title = title(event, before, after);
        String noun = title == null ? Words.spaced(event.subjectType()) + " " + event.subjectId() : "\"" + title + "\"";
        return new Headline(sentence(event, before, after, noun, names), title);
    }

    private static String sentence(
            Event event, ObjectNode before, ObjectNode after, String noun, Function<String, String> names) {
        Sentences sentences = new Sentences(names);
        if (event.subjectType().equals(EntityTypes.AUDIT)) {
            return names.apply(event.userId()) + " read the audit log";
        }
        if (event.subjectType().equals(EntityTypes.WEBHOOK)) {
            return names.apply(event.userId()) + " " + webhook(event);
        }
        if (Reducers.changesState(event.type())) {
            String phrase = switch (Deed.of(event, Effect.between(before, after), noun)) {
                case Deed.Created created -> "created " + created.noun();
                case Deed.Edited edited -> "edited " + edited.noun();
                case Deed.Tagged tagged -> tagged.phrase();
                case Deed.Other other -> other.phrase();
            };
            return names.apply(event.userId()) + " " + phrase;
        }
        Phase phase = Phase.of(event.type());
        if (phase == null) {
            String verb = Words.verb(event.type());
            boolean about = Words.stem(event.type()).equals(event.subjectType()) && !verb.equals("commented");
            return about
                    ? "%s %s %s".formatted(names.apply(event.userId()), Words.spaced(verb), noun)
                    : sentences.step(event);
        }
        String wish = Words.spaced(Words.verb(Words.stem(event.type()))) + " " + noun;
        return phase == Phase.REQUESTED
                ? "%s asked to %s".formatted(names.apply(event.userId()), wish)
                : "%s (%s)".formatted(sentences.step(event), wish);
    }

    /** Such as {@code removed webhook app}: its own id says more than the subject's, which only follows from it. */
    private static String webhook(Event event) {
        String id = Words.text(event.data().toNode(), "webhookId");
        String verb = Words.verb(event.type());
        String did = verb.equals("secret_rotated") ? "gave another secret to" : Words.spaced(verb);
        return "%s webhook %s".formatted(did, id.isEmpty() ? event.subjectId() : id);
    }

    /** As it is called afterwards; else as it was, or is to be. */
    private static @Nullable String title(Event event, ObjectNode before, ObjectNode after) {
        for (ObjectNode fields : List.of(after, before)) {
            String title = title(fields);
            if (title != null) {
                return title;
            }
        }
        return title(event.data().toNode());
    }

    private static @Nullable String title(ObjectNode fields) {
        for (String name : NAMING) {
            String title = Words.clipped(Words.text(fields, name));
            if (!title.isEmpty()) {
                return title;
            }
        }
        return null;
    }
}
