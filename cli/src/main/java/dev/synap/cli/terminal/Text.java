package dev.synap.cli.terminal;

import java.util.Locale;

/** Text from the log, made fit for a terminal: it must neither move the cursor nor hide what it says. */
public final class Text {

    private Text() {}

    /** On one line, without control characters. */
    public static String line(String text) {
        return clean(text, false);
    }

    /** Line feeds and tabs stay. */
    public static String lines(String text) {
        return clean(text, true);
    }

    /** On one line, cut to so many characters where it is longer. */
    public static String cut(String text, int longest) {
        // The ends of long text need not be looked at.
        String line = line(text.length() <= longest ? text : text.substring(0, longest + 1));
        if (line.length() <= longest) {
            return line;
        }
        int keep = Math.max(longest - 1, 0);
        if (keep > 0 && Character.isHighSurrogate(line.charAt(keep - 1))) {
            keep--;
        }
        return line.substring(0, keep) + "…";
    }

    /** Such as 1,234,567. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as "1 event", "2,000 events". */
    public static String count(long number, String one) {
        return number(number) + " " + one + (number == 1 ? "" : "s");
    }

    private static String clean(String text, boolean keepLines) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (keepLines && (c == '\n' || c == '\t')) {
                clean.append((char) c);
            } else if (keepLines && c == '\r') {
                clean.append('␍');
            } else {
                clean.appendCodePoint(isUnsafe(c) ? '·' : c);
            }
        });
        return clean.toString();
    }

    /** Control characters, and marks that turn the direction of the text after them. */
    private static boolean isUnsafe(int c) {
        return Character.isISOControl(c)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x2028
                || c == 0x2029;
    }
}
