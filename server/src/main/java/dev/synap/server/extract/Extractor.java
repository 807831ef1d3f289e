package dev.synap.server.extract;

import dev.synap.server.extract.Markdown.Passage;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the tasks that a text asks for. The same text and context always give the same suggestions, in the order of
 * the text. It takes time in proportion to the text, and is safe for any number of threads.
 */
public final class Extractor {

    /** How long a text may be, in UTF-16 units. */
    public static final int MAX_LENGTH = 1 << 20;

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
        List<Suggestion> suggestions = new ArrayList<>();
        for (Sentence sentence : sentences(text, context)) {
            sentence.suggestion().ifPresent(suggestions::add);
        }
        return List.copyOf(suggestions);
    }

    /** The sentences in which somebody speaks, read. */
    List<Sentence> sentences(String text, Context context) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a text may have " + MAX_LENGTH + " characters, but this has "
                    + text.length() + "; give its parts one by one");
        }
        Names names = new Names(context, language);
        DateReader dates = new DateReader(language, context);
        List<Sentence> sentences = new ArrayList<>();
        for (Passage passage : Markdown.passages(text)) {
            List<Token> tokens = names.marked(Lexer.tokens(text, passage.span(), language));
            boolean box = passage.box();
            for (List<Token> each : box ? Sentences.single(tokens) : Sentences.of(tokens)) {
                sentences.add(new Sentence(language, names, text, each, dates.read(each), box));
            }
        }
        return sentences;
    }
}
