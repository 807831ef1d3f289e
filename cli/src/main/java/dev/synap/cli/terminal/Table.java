package dev.synap.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Rows in aligned columns, written as they come: the first rows decide how wide the columns are. The last
 * column takes what is left of the line.
 *
 * <p>Not thread-safe. Close it to write what it holds.
 */
public final class Table implements AutoCloseable {

    private static final int ROWS_THAT_DECIDE = 100;
    private static final int NARROWEST_LAST_COLUMN = 20;

    private final PrintWriter out;
    private final Ansi ansi;
    private final int width;
    private final List<String> head;
    private final List<List<String>> held = new ArrayList<>();
    private int @Nullable [] widths;

    private Table(Terminal terminal, List<String> head) {
        this.out = terminal.out();
        this.ansi = terminal.colours() ? Ansi.ON : Ansi.OFF;
        this.width = terminal.width();
        this.head = head;
    }

    /** A table with these column heads; a column whose head begins with a blank is aligned to the right. */
    public static Table of(Terminal terminal, String... head) {
        return new Table(terminal, List.of(head));
    }

    public void row(String... cells) {
        List<String> row = List.of(cells);
        if (widths != null) {
            write(row, widths);
        } else {
            held.add(row);
            if (held.size() == ROWS_THAT_DECIDE) {
                flush();
            }
        }
    }

    /** Writes the rows so far, and those to come at once. */
    public void flush() {
        if (widths == null) {
            int[] decided = decide();
            widths = decided;
            if (!held.isEmpty()) {
                out.println(ansi.new Text("@|bold "
                                + layout(head.stream().map(String::strip).toList(), decided) + "|@")
                        .toString());
            }
            held.forEach(row -> write(row, decided));
            held.clear();
        }
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }

    private int[] decide() {
        int[] widest = new int[head.size()];
        for (int column = 0; column < widest.length; column++) {
            widest[column] = head.get(column).strip().length();
            for (List<String> row : held) {
                widest[column] = Math.max(widest[column], row.get(column).length());
            }
        }
        return widest;
    }

    private void write(List<String> row, int[] columns) {
        out.println(layout(row, columns));
    }

    private String layout(List<String> row, int[] columns) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns.length; column++) {
            String cell = row.get(column);
            if (column == columns.length - 1) {
                return line.append(Text.cut(cell, Math.max(width - line.length(), NARROWEST_LAST_COLUMN)))
                        .toString()
                        .stripTrailing();
            }
            String padding = " ".repeat(Math.max(columns[column] - cell.length(), 0));
            line.append(head.get(column).startsWith(" ") ? padding + cell : cell + padding)
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }
}
