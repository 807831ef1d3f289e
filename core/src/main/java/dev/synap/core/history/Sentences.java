package dev.synap.core.history;

import dev.synap.core.event.Event;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Events in words. */
final class Sentences {

    private final Function<String, String> names;

    /** @param names the name of a user by id */
    Sentences(Function<String, String> names) {
        this.names = names;
    }

    /** What people did by facts, such as {@code Bob edited title and content, and completed task}. */
    String change(Iterable<String> userIds, List<Deed> deeds) {
        boolean creates = deeds.stream().anyMatch(Deed.Created.class::isInstance);
        Set<String> phrases = new LinkedHashSet<>();
        for (Deed deed : deeds) {
            switch (deed) {
                case Deed.Created created -> phrases.add("created " + created.noun());
                case Deed.Other other -> phrases.add(other.phrase());
                // What is said of a new thing in the same breath is part of creating it.
                case Deed.Tagged tagged -> {
                    if (!creates) {
                        phrases.add(tagged.phrase());
                    }
                }
                case Deed.Edited edited -> {
                    if (!creates) {
                        phrases.add(edited(edited.noun(), deeds));
                    }
                }
            }
        }
        List<String> who = new ArrayList<>();
        userIds.forEach(id -> who.add(names.apply(id)));
        return Words.list(who) + " " + Words.list(List.copyOf(phrases));
    }

    /** What was asked for, and what came of it. */
    String request(String userId, String type, String subjectType, EntryKind kind) {
        String wish = Words.spaced(Words.verb(Words.stem(type))) + " " + Words.spaced(subjectType);
        String name = names.apply(userId);
        return switch (kind) {
            case PROPOSED -> "%s proposed to %s".formatted(name, wish);
            case REJECTED -> "%s asked to %s, which was rejected".formatted(name, wish);
            case UNCHANGED -> "%s asked to %s, which changed nothing".formatted(name, wish);
            case REQUESTED, CHANGE, REMARK -> "%s asked to %s".formatted(name, wish);
        };
    }

    /** A single event that is no fact about the subject it is told of. */
    String step(Event event) {
        if (Phase.of(event.type()) instanceof Phase phase) {
            return phase(phase, event);
        }
        ObjectNode data = event.data().toNode();
        String name = names.apply(event.userId());
        return switch (event.type()) {
            case "comment.created" -> commented(name, data);
            case "comment.updated", "comment.text_updated" -> name + " edited a comment";
            default ->
                Words.verb(event.type()).equals("commented")
                        ? commented(name, data)
                        : "%s %s %s"
                                .formatted(
                                        name,
                                        Words.spaced(Words.verb(event.type())),
                                        Words.spaced(Words.stem(event.type())))
                                .strip();
        };
    }

    private String phase(Phase phase, Event event) {
        ObjectNode data = event.data().toNode();
        String name = names.apply(event.userId());
        return switch (phase) {
            case REQUESTED -> request(event.userId(), event.type(), event.subjectType(), EntryKind.REQUESTED);
            // A rule that approves does so in the name of the one who asked.
            case APPROVED ->
                data.has("proposalId") || !data.has("rule")
                        ? "Approved by " + name
                        : "Approved by rule " + Words.text(data, "rule");
            case PROPOSED -> "Waits for review" + because(data);
            case REJECTED ->
                (data.has("decidedBy") ? "Rejected by " + names.apply(Words.text(data, "decidedBy")) : "Rejected")
                        + because(data);
            case VALIDATED -> "Carried out";
        };
    }

    private static String edited(String noun, List<Deed> deeds) {
        List<String> fields = deeds.stream()
                .filter(Deed.Edited.class::isInstance)
                .flatMap(deed -> ((Deed.Edited) deed).fields().stream())
                .toList();
        return "edited " + (fields.isEmpty() ? noun : Words.fields(fields));
    }

    private static String commented(String name, ObjectNode data) {
        String text = Words.clipped(Words.text(data, "text"));
        return text.isEmpty() ? name + " commented" : "%s commented \"%s\"".formatted(name, text);
    }

    private static String because(ObjectNode data) {
        String reason = Words.clipped(Words.text(data, "reason"));
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
