package dev.synap.server.extract;

import dev.synap.server.extract.DateReader.Reading;
import dev.synap.server.extract.Judge.Cue;
import dev.synap.server.extract.Judge.Verdict;
import dev.synap.server.extract.Names.Name;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sentence, and the task that it asks for.
 *
 * @param text of which it is a part
 * @param readings what it says about when, in order
 * @param box whether it stands behind an open box
 */
record Sentence(Language language, Names names, String text, List<Token> tokens, List<Reading> readings, boolean box) {

    /** How much it looks like a task; empty where it does not. */
    Optional<Verdict> verdict() {
        Verdict found = new Judge(language, tokens, readings).verdict();
        if (box) {
            int kept = found == null ? 0 : found.kept();
            return Optional.of(new Verdict(Judge.BOX, 0, kept, new Cue(Cue.Kind.BOX, "[ ]"), List.of()));
        }
        return Optional.ofNullable(found);
    }

    Optional<Suggestion> suggestion() {
        return verdict().map(this::suggestion);
    }

    private @Nullable Suggestion suggestion(Verdict verdict) {
        Reading when = due();
        String title = title(verdict, when);
        if (title.isEmpty()) {
            return null;
        }
        double confidence = language.confidence(verdict.points());
        Reasons reasons = new Reasons();
        reasons.task(verdict, title, confidence);
        Due due = null;
        String recurrence = null;
        if (when != null) {
            due = when.moment().due();
            reasons.due(
                    span(when.core(), when.end()).in(text), due, when.moment().isConvention());
            if (when.moment().recurs()) {
                recurrence = span(when.start(), when.end()).in(text);
                reasons.recurrence(recurrence);
            }
        }
        Map<String, Name> people = named(true);
        Map<String, Name> projects = named(false);
        people.values().forEach(reasons::name);
        projects.values().stream().limit(1).forEach(reasons::name);
        List<String> tags = tags();
        tags.forEach(reasons::tag);
        return new Suggestion(
                title,
                due,
                recurrence,
                List.copyOf(people.keySet()),
                projects.keySet().stream().findFirst().orElse(null),
                tags,
                span(verdict.clause(), tokens.size()),
                confidence,
                reasons.steps());
    }

    private String title(Verdict verdict, @Nullable Reading when) {
        if (verdict.kept() >= tokens.size()) {
            return "";
        }
        List<Span> leftOut = new ArrayList<>();
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.TAG) {
                leftOut.add(new Span(token.start(), token.end()));
            }
        }
        if (when != null) {
            leftOut.add(span(when.start(), when.end()));
        }
        leftOut.sort(Comparator.comparingInt(Span::start));
        return new Title(text).of(tokens, verdict.kept(), leftOut);
    }

    private @Nullable Reading due() {
        return readings.stream()
                .filter(reading -> !reading.moment().isPast())
                .findFirst()
                .orElse(null);
    }

    /** The people, or else the projects, that are named, by id. */
    private Map<String, Name> named(boolean person) {
        Map<String, Name> found = new LinkedHashMap<>();
        int at = 0;
        while (at < tokens.size()) {
            Name name = names.at(tokens, at);
            if (name != null && name.person() == person) {
                found.putIfAbsent(name.id(), name);
            }
            at += name == null || tokens.get(at).kind() == Token.Kind.MENTION
                    ? 1
                    : name.words().size();
        }
        return found;
    }

    private List<String> tags() {
        return tokens.stream()
                .filter(token -> token.kind() == Token.Kind.TAG)
                .map(names::tag)
                .distinct()
                .toList();
    }

    private Span span(int from, int end) {
        return new Span(tokens.get(from).start(), tokens.get(end - 1).end());
    }
}
