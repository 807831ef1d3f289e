package dev.synap.server.extract;

import dev.synap.core.write.ReasoningTrace.Step;
import dev.synap.server.extract.DateReader.Reading;
import dev.synap.server.extract.Judge.Cue;
import dev.synap.server.extract.Judge.Verdict;
import dev.synap.server.extract.Markdown.Passage;
import dev.synap.server.extract.Names.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tasks that a text asks for. The same text and context always give the same suggestions, in the order of
 * the text. It takes time in proportion to the text, and is safe for any number of threads.
 */
public final class Extractor {

    /** How long a text may be, in UTF-16 units. */
    public static final int MAX_LENGTH = 1 << 20;

    private static final double SURE_DATE = 0.98;
    private static final double CONVENTIONAL_DATE = 0.85;
    private static final double SURE_NAME = 0.95;

    private final Language language;

    public Extractor(Language language) {
        this.language = language;
    }

    /** An extractor of English. */
    public static Extractor english() {
        return new Extractor(Language.english());
    }

    /**
     * The tasks that a text asks for, the unlikely ones too: see {@link Suggestion#LIKELY}.
     *
     * @param text a capture, or the Markdown of a note
     * @throws IllegalArgumentException where the text is longer than {@link #MAX_LENGTH}
     */
    public List<Suggestion> extract(String text, Context context) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a text may have " + MAX_LENGTH + " characters, but this has "
                    + text.length() + "; give its parts one by one");
        }
        List<Suggestion> suggestions = new ArrayList<>();
        Names names = new Names(context, language);
        DateReader dates = new DateReader(language, context);
        for (Passage passage : Markdown.passages(text)) {
            List<Token> tokens = names.marked(Lexer.tokens(text, passage.span(), language));
            boolean box = passage.box();
            for (List<Token> sentence : box ? Sentences.single(tokens) : Sentences.of(tokens)) {
                Suggestion suggestion = new Reader(text, sentence, dates, names).suggestion(box);
                if (suggestion != null) {
                    suggestions.add(suggestion);
                }
            }
        }
        return List.copyOf(suggestions);
    }

    /** Reads one sentence. */
    private final class Reader {

        private final String text;
        private final List<Token> tokens;
        private final List<Reading> readings;
        private final Names names;
        private final List<Step> steps = new ArrayList<>();
        private final List<Span> leftOut = new ArrayList<>();

        Reader(String text, List<Token> tokens, DateReader dates, Names names) {
            this.text = text;
            this.tokens = tokens;
            this.readings = dates.read(tokens);
            this.names = names;
        }

        @Nullable
        Suggestion suggestion(boolean box) {
            Verdict verdict = new Judge(language, tokens, readings).verdict();
            if (box) {
                int kept = verdict == null ? 0 : verdict.kept();
                verdict = new Verdict(Judge.BOX, 0, kept, new Cue("box", "[ ]"), List.of());
            }
            if (verdict == null) {
                return null;
            }
            Reading reading = due();
            tokens.stream()
                    .filter(token -> token.kind() == Token.Kind.TAG)
                    .forEach(token -> leftOut.add(new Span(token.start(), token.end())));
            if (reading != null) {
                leftOut.add(span(reading.start(), reading.end()));
            }
            leftOut.sort((one, other) -> Integer.compare(one.start(), other.start()));
            String title = new Title(text).of(tokens, Math.min(verdict.kept(), tokens.size() - 1), leftOut);
            if (title.isEmpty()) {
                return null;
            }
            return suggestion(verdict, title, reading);
        }

        private Suggestion suggestion(Verdict verdict, String title, @Nullable Reading reading) {
            double confidence = language.confidence(verdict.points());
            explain(verdict, title, confidence);
            Due due = reading == null ? null : reading.moment().due();
            boolean recurs = reading != null && reading.moment().recurs();
            String when =
                    reading == null ? "" : span(reading.start(), reading.end()).in(text);
            if (reading != null) {
                explain(reading, due);
            }
            Map<String, Name> people = named(true);
            Map<String, Name> projects = named(false);
            List<String> tags = tags();
            String project =
                    projects.isEmpty() ? null : projects.keySet().iterator().next();
            return new Suggestion(
                    title,
                    due,
                    recurs ? when : null,
                    List.copyOf(people.keySet()),
                    project,
                    tags,
                    span(verdict.clause(), tokens.size()),
                    confidence,
                    steps);
        }

        private @Nullable Reading due() {
            for (Reading reading : readings) {
                if (!reading.moment().isPast()) {
                    return reading;
                }
            }
            return null;
        }

        private void explain(Verdict verdict, String title, double confidence) {
            String found = switch (verdict.cue().kind()) {
                case "box" -> "Found an open box";
                case "event" ->
                    "Detected something that will be: " + verdict.cue().words();
                default -> "Detected action phrase: " + verdict.cue().words();
            };
            steps.add(new Step(found, "Suggest the task \"" + title + "\"", confidence));
            for (String words : verdict.against()) {
                steps.add(new Step("Found what speaks against it: " + words, "Lower the confidence", null));
            }
        }

        private void explain(Reading reading, @Nullable Due due) {
            String words = span(reading.core(), reading.end()).in(text);
            double confidence = reading.moment().isConvention() ? CONVENTIONAL_DATE : SURE_DATE;
            steps.add(new Step(
                    "Extracted temporal constraint: " + words + " → " + due, "Set due date to " + due, confidence));
            if (reading.moment().recurs()) {
                String often = span(reading.start(), reading.end()).in(text);
                steps.add(new Step("Found that it recurs: " + often, "Set recurrence to " + often, confidence));
            }
        }

        private Map<String, Name> named(boolean person) {
            Map<String, Name> found = new LinkedHashMap<>();
            int at = 0;
            while (at < tokens.size()) {
                Name name = names.at(tokens, at);
                if (name != null && name.person() == person && found.putIfAbsent(name.id(), name) == null) {
                    String what = person ? "person" : "project";
                    steps.add(new Step(
                            "Recognised the " + what + " " + name.text(),
                            "Link the " + what + " " + name.id(),
                            SURE_NAME));
                }
                at += name == null || tokens.get(at).kind() == Token.Kind.MENTION
                        ? 1
                        : name.words().size();
            }
            return found;
        }

        private List<String> tags() {
            List<String> tags = tokens.stream()
                    .filter(token -> token.kind() == Token.Kind.TAG)
                    .map(names::tag)
                    .distinct()
                    .toList();
            tags.forEach(tag -> steps.add(new Step("Found the tag #" + tag, "Add the tag " + tag, 1.0)));
            return tags;
        }

        private Span span(int from, int end) {
            return new Span(tokens.get(from).start(), tokens.get(end - 1).end());
        }
    }
}
