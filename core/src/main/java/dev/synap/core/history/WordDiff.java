package dev.synap.core.history;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What changed in a text, by words. Lines are laid side by side first, then the words of those that changed: the
 * cost follows the change and not the text. Replaced words with nothing but blanks between them are one
 * replacement, since that is how people read them.
 */
public final class WordDiff {

    /** A line end, blanks, a word, or else one character as people see it; an ideograph is a word of its own. */
    private static final Pattern WORD =
            Pattern.compile("\\r?\\n|\\h++|[\\p{L}\\p{M}\\p{N}_&&\\P{IsIdeographic}]++|\\X");

    private final List<Segment> segments = new ArrayList<>();
    private final StringBuilder kept = new StringBuilder();
    private final StringBuilder removed = new StringBuilder();
    private final StringBuilder added = new StringBuilder();

    private WordDiff() {}

    /**
     * The texts as segments, in order, a removed one before the added one that replaces it. What is kept or removed
     * joins to the text before, what is kept or added to the text after, to the last blank.
     */
    public static List<Segment> between(String before, String after) {
        WordDiff diff = new WordDiff();
        diff.lines(Lines.of(before), Lines.of(after));
        diff.flushChange();
        diff.flush(Segment.Kind.KEPT, diff.kept);
        return List.copyOf(diff.segments);
    }

    /** The text before. */
    public static String before(List<Segment> segments) {
        return without(Segment.Kind.ADDED, segments);
    }

    /** The text after. */
    public static String after(List<Segment> segments) {
        return without(Segment.Kind.REMOVED, segments);
    }

    private static String without(Segment.Kind kind, List<Segment> segments) {
        StringBuilder text = new StringBuilder();
        segments.stream().filter(segment -> segment.kind() != kind).forEach(segment -> text.append(segment.text()));
        return text.toString();
    }

    private void lines(List<String> before, List<String> after) {
        for (Alignment.Stretch lines : Alignment.of(before, after)) {
            List<String> old = before.subList(lines.before(), lines.beforeEnd());
            if (lines.kept()) {
                keep(String.join("", old));
            } else {
                List<String> now = after.subList(lines.after(), lines.afterEnd());
                words(wordsOf(old), wordsOf(now));
            }
        }
    }

    private void words(List<String> before, List<String> after) {
        for (Alignment.Stretch words : Alignment.of(before, after)) {
            String old = String.join("", before.subList(words.before(), words.beforeEnd()));
            if (words.kept()) {
                keep(old);
            } else {
                replace(old, String.join("", after.subList(words.after(), words.afterEnd())));
            }
        }
    }

    private static List<String> wordsOf(List<String> lines) {
        Matcher words = WORD.matcher(String.join("", lines));
        List<String> found = new ArrayList<>();
        while (words.find()) {
            found.add(words.group());
        }
        return found;
    }

    /** What is kept waits, for it may turn out to be a blank between two replacements. */
    private void keep(String text) {
        kept.append(text);
        if (!isBlank(kept)) {
            flushChange();
        }
    }

    private void replace(String before, String after) {
        boolean replacesOn = !removed.isEmpty() && !added.isEmpty() && !before.isEmpty() && !after.isEmpty();
        if (!kept.isEmpty()) {
            if (replacesOn && isBlank(kept)) {
                removed.append(kept);
                added.append(kept);
                kept.setLength(0);
            } else {
                flushChange();
                flush(Segment.Kind.KEPT, kept);
            }
        }
        removed.append(before);
        added.append(after);
    }

    private void flushChange() {
        flush(Segment.Kind.REMOVED, removed);
        flush(Segment.Kind.ADDED, added);
    }

    private void flush(Segment.Kind kind, StringBuilder text) {
        if (!text.isEmpty()) {
            segments.add(new Segment(kind, text.toString()));
            text.setLength(0);
        }
    }

    private static boolean isBlank(CharSequence text) {
        return text.chars().allMatch(c -> c == ' ' || c == '\t');
    }
}
