package dev.synap.server.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a task is called: the words of its sentence without those that say that, when and under which tag. */
final class Title {

    private static final int LONGEST = 200;
    private static final String ENDS = " \t\r\n.,;:!?…-–—";

    /** Brackets whose content is said elsewhere. */
    private static final Set<String> EMPTIED = Set.of("()", "[]", "().", "(),");

    private final String text;

    Title(String text) {
        this.text = text;
    }

    /**
     * The title of a sentence.
     *
     * @param from the first token that is kept
     * @param leftOut stretches of the text, in order
     */
    String of(List<Token> tokens, int from, List<Span> leftOut) {
        Span all = new Span(tokens.get(from).start(), tokens.getLast().end());
        String title = tidied(without(all, leftOut));
        return title.isEmpty() ? tidied(all.in(text)) : title;
    }

    private String without(Span all, List<Span> leftOut) {
        StringBuilder kept = new StringBuilder();
        int at = all.start();
        for (Span span : new ArrayList<>(leftOut)) {
            if (span.start() >= at && span.end() <= all.end()) {
                kept.append(text, at, span.start());
                at = span.end();
            }
        }
        return kept.append(text, at, all.end()).toString();
    }

    private static String tidied(String words) {
        StringBuilder title = new StringBuilder();
        for (String word : words.strip().split("[\\s\\p{Cntrl}]+")) {
            boolean mark = word.length() == 1 && ENDS.contains(word);
            if (!word.isEmpty() && !EMPTIED.contains(word)) {
                title.append(title.isEmpty() || mark ? "" : " ").append(word);
            }
        }
        int start = 0;
        int end = title.length();
        while (start < end && ENDS.indexOf(title.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && ENDS.indexOf(title.charAt(end - 1)) >= 0) {
            end--;
        }
        return capitalised(shortened(title.substring(start, end)));
    }

    private static String shortened(String title) {
        if (title.length() <= LONGEST) {
            return title;
        }
        int space = title.lastIndexOf(' ', LONGEST - 1);
        int end = space > 0 ? space : LONGEST - 1;
        return title.substring(0, Character.isHighSurrogate(title.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static String capitalised(String title) {
        if (title.isEmpty()) {
            return title;
        }
        int first = title.offsetByCodePoints(0, 1);
        return title.substring(0, first).toUpperCase(Locale.ROOT) + title.substring(first);
    }
}
