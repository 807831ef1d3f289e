package dev.synap.server.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the passages of a Markdown text in which a person speaks: not headings, code, quotations, tables, comments,
 * front matter, and no boxes that are ticked.
 */
final class Markdown {

    private static final int WRAPPED = 40;
    private static final int MAX_DIGITS = 4;

    /** Boxes that are one character. */
    private static final String OPEN = "☐□⬜";

    private static final String TICKED = "☑☒✅✓✔";

    private final String text;
    private final List<Passage> passages = new ArrayList<>();
    private String fence = "";
    private String skippedTo = "";
    private boolean blankBefore = true;
    private boolean inList;

    private Markdown(String text) {
        this.text = text;
    }

    /**
     * A passage: a line, or several where the writer's editor has broken one.
     *
     * @param box whether it is an open box of a list
     */
    record Passage(Span span, boolean box) {}

    static List<Passage> passages(String text) {
        Markdown markdown = new Markdown(text);
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            markdown.line(at, end);
            at = end + 1;
        }
        return markdown.passages;
    }

    private void line(int from, int to) {
        int start = from;
        while (start < to && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int end = to;
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        String line = text.substring(start, end);
        if (isSkipped(line, from)) {
            return;
        }
        if (line.isEmpty()) {
            blankBefore = true;
            return;
        }
        boolean code = blankBefore && !inList && (start - from >= 4 || text.charAt(from) == '\t');
        if (!code) {
            block(line, start, end);
        }
        blankBefore = code;
    }

    /** Fenced code, comments, front matter: everything up to their end. */
    private boolean isSkipped(String line, int from) {
        if (!skippedTo.isEmpty()) {
            if (line.contains(skippedTo)) {
                skippedTo = "";
            }
            return true;
        }
        if (!fence.isEmpty()) {
            if (line.startsWith(fence)) {
                fence = "";
            }
            return true;
        }
        if (line.startsWith("```") || line.startsWith("~~~")) {
            fence = line.substring(0, 3);
            return true;
        }
        if (line.startsWith("<!--")) {
            skippedTo = line.contains("-->") ? "" : "-->";
            return true;
        }
        if (from == 0 && line.equals("---") && text.indexOf("\n---", 3) > 0) {
            skippedTo = "---";
            return true;
        }
        return false;
    }

    private void block(String line, int start, int end) {
        char first = line.charAt(0);
        if (first == '>' || first == '|' || isHeading(line)) {
            inList = false;
            return;
        }
        if (isRule(line)) {
            forgetHeadingAbove(first);
            return;
        }
        int item = itemLength(line);
        inList = item > 0 || inList && !blankBefore;
        int box = boxLength(line, item);
        if (box > 0 && isTicked(line, item)) {
            return;
        }
        Span span = new Span(start + item + box, end);
        if (item == 0 && box == 0 && goesOn(line)) {
            Passage last = passages.removeLast();
            passages.add(new Passage(new Span(last.span().start(), end), last.box()));
        } else if (span.start() < span.end()) {
            passages.add(new Passage(span, box > 0));
        }
    }

    private static boolean isHeading(String line) {
        int level = 0;
        while (level < line.length() && line.charAt(level) == '#') {
            level++;
        }
        return level > 0 && level <= 6 && (level == line.length() || line.charAt(level) == ' ');
    }

    private static boolean isRule(String line) {
        char first = line.charAt(0);
        return "-=*_".indexOf(first) >= 0 && line.length() >= 3 && line.chars().allMatch(c -> c == first);
    }

    /** A line of {@code ===} or {@code ---} makes a heading of the line above it. */
    private void forgetHeadingAbove(char first) {
        if (!blankBefore && !passages.isEmpty() && !inList && (first == '=' || first == '-')) {
            passages.removeLast();
        }
    }

    /** How long a bullet or number is, with the space behind it; 0 where there is none. */
    private static int itemLength(String line) {
        int mark = 0;
        while (mark < line.length() && mark < MAX_DIGITS && Character.isDigit(line.charAt(mark))) {
            mark++;
        }
        boolean numbered = mark > 0 && mark < line.length() && ".)".indexOf(line.charAt(mark)) >= 0;
        boolean bullet = mark == 0 && "-*+•".indexOf(line.charAt(0)) >= 0;
        int length = numbered ? mark + 1 : bullet ? 1 : 0;
        return length > 0 && length < line.length() && line.charAt(length) == ' ' ? length + 1 : 0;
    }

    private static int boxLength(String line, int item) {
        if (item < line.length() && (OPEN + TICKED).indexOf(line.charAt(item)) >= 0) {
            return 1;
        }
        boolean box = line.length() > item + 2
                && line.charAt(item) == '['
                && " xX".indexOf(line.charAt(item + 1)) >= 0
                && line.charAt(item + 2) == ']'
                && (line.length() == item + 3 || line.charAt(item + 3) == ' ');
        return box ? 3 : 0;
    }

    private static boolean isTicked(String line, int item) {
        char first = line.charAt(item);
        return first == '[' ? line.charAt(item + 1) != ' ' : TICKED.indexOf(first) >= 0;
    }

    /** Whether a line goes on with the sentence above it: that one was long and open, and this begins small. */
    private boolean goesOn(String line) {
        if (blankBefore || passages.isEmpty() || !Character.isLowerCase(line.charAt(0))) {
            return false;
        }
        Span last = passages.getLast().span();
        int lineStart = Math.max(last.start(), text.lastIndexOf('\n', last.end() - 1));
        return last.end() - lineStart >= WRAPPED && ".!?:;".indexOf(text.charAt(last.end() - 1)) < 0;
    }
}
