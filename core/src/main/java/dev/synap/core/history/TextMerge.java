package dev.synap.core.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Three versions of a text brought together, by lines: what either side changed of the base is changed, and where both
 * changed the same lines, or lines that touch, one side wins.
 *
 * @param text the outcome
 * @param overlaps how often both changed the same lines, and not alike
 */
public record TextMerge(String text, int overlaps) {

    /** Whose lines stay where both sides changed them. */
    public enum Winner {
        OURS,
        THEIRS
    }

    /** Lines of the base, up to but not including the end, and what one side has in their place. */
    private record Hunk(int start, int end, int to, int toEnd) {}

    /** Brings two changed versions of one base together. */
    public static TextMerge of(String base, String ours, String theirs, Winner winner) {
        return new Merging(Lines.of(base), Lines.of(ours), Lines.of(theirs), winner).merge();
    }

    private static List<Hunk> hunks(List<String> base, List<String> side) {
        List<Hunk> hunks = new ArrayList<>();
        for (Alignment.Stretch stretch : Alignment.of(base, side)) {
            if (!stretch.kept()) {
                hunks.add(new Hunk(stretch.before(), stretch.beforeEnd(), stretch.after(), stretch.afterEnd()));
            }
        }
        return hunks;
    }

    /** One side, walked from its first hunk to its last. */
    private static final class Side {

        private final List<String> lines;
        private final List<Hunk> hunks;
        private int next;

        /** How far lines of this side are from where they stood in the base, behind the hunks that were passed. */
        private int shift;

        private int shiftAtStart;
        private boolean changed;

        Side(List<String> base, List<String> lines) {
            this.lines = lines;
            this.hunks = hunks(base, lines);
        }

        int start() {
            return next < hunks.size() ? hunks.get(next).start() : Integer.MAX_VALUE;
        }

        void open() {
            shiftAtStart = shift;
            changed = false;
        }

        /** Takes in the hunks that begin at or before the end of a region; gives the region's end after that. */
        int extend(int end) {
            int furthest = end;
            while (start() <= furthest) {
                Hunk hunk = hunks.get(next++);
                furthest = Math.max(furthest, hunk.end());
                shift = hunk.toEnd() - hunk.end();
                changed = true;
            }
            return furthest;
        }

        List<String> region(int start, int end) {
            return lines.subList(start + shiftAtStart, end + shift);
        }
    }

    private static final class Merging {

        private final List<String> base;
        private final Side ours;
        private final Side theirs;
        private final Winner winner;
        private final StringBuilder text = new StringBuilder();
        private int overlaps;

        Merging(List<String> base, List<String> ours, List<String> theirs, Winner winner) {
            this.base = base;
            this.ours = new Side(base, ours);
            this.theirs = new Side(base, theirs);
            this.winner = winner;
        }

        TextMerge merge() {
            int done = 0;
            while (true) {
                int start = Math.min(ours.start(), theirs.start());
                if (start == Integer.MAX_VALUE) {
                    append(base.subList(done, base.size()));
                    return new TextMerge(text.toString(), overlaps);
                }
                append(base.subList(done, start));
                done = region(start);
            }
        }

        /** Goes over the hunks of both sides that overlap or touch from here on; gives where they end in the base. */
        private int region(int start) {
            ours.open();
            theirs.open();
            int end = start;
            int before;
            do {
                before = end;
                end = theirs.extend(ours.extend(end));
            } while (end > before);
            choose(ours.region(start, end), theirs.region(start, end));
            return end;
        }

        private void choose(List<String> our, List<String> their) {
            if (!theirs.changed) {
                append(our);
            } else if (!ours.changed || our.equals(their)) {
                append(their);
            } else {
                overlaps++;
                append(winner == Winner.OURS ? our : their);
            }
        }

        private void append(List<String> lines) {
            lines.forEach(text::append);
        }
    }
}
