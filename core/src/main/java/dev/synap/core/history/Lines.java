package dev.synap.core.history;

import java.util.ArrayList;
import java.util.List;

/** Text as lines that keep their ends ({@code \n} or {@code \r\n}), so that joined they are the text again. */
final class Lines {

    private Lines() {}

    /** The lines; only the last may lack an end, and no text has none. */
    static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    /** A line without its end. */
    static String withoutEnd(String line) {
        if (line.endsWith("\r\n")) {
            return line.substring(0, line.length() - 2);
        }
        return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }
}
