package dev.synap.core.history;

import dev.synap.core.event.Event;
import java.util.List;

/** What a fact did, on the way to words. */
sealed interface Deed {

    record Created(String noun) implements Deed {}

    /** @param fields names of the fields that changed, outermost only; may be empty */
    record Edited(String noun, List<String> fields) implements Deed {}

    /** @param phrase such as {@code tagged note with red} */
    record Tagged(String phrase) implements Deed {}

    /** @param phrase such as {@code deleted note} */
    record Other(String phrase) implements Deed {}

    static Deed of(Event fact, Effect effect) {
        return of(fact, effect, Words.spaced(fact.subjectType()));
    }

    /** @param noun what to call the subject */
    static Deed of(Event fact, Effect effect, String noun) {
        String verb = Words.verb(fact.type());
        return switch (verb) {
            case "created" -> new Created(noun);
            case "tagged" -> new Tagged("tagged %s with %s".formatted(noun, tag(fact)));
            case "untagged" -> new Tagged("removed tag %s from %s".formatted(tag(fact), noun));
            case "stale" -> new Other("found %s stale".formatted(noun));
            default ->
                verb.equals("updated") || verb.endsWith("_updated") || verb.endsWith("_changed")
                        ? new Edited(
                                noun,
                                effect.paths().stream()
                                        .map(Pointer::field)
                                        .distinct()
                                        .toList())
                        : new Other(Words.spaced(verb) + " " + noun);
        };
    }

    private static String tag(Event fact) {
        return Words.clipped(Words.text(fact.data().toNode(), "tag"));
    }
}
