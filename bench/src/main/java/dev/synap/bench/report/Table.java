package dev.synap.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measurements in rows and columns, as text. */
final class Table {

    private static final List<String> HEAD =
            List.of("measure", "value", "unit", "min–max", "p50 ms", "p99 ms", "baseline", "ratio", "goal", "");

    private final List<List<String>> rows = new ArrayList<>();

    Table(List<Measurement> measurements) {
        rows.add(HEAD);
        measurements.forEach(each -> rows.add(row(each)));
    }

    /** Aligned by spaces, for a terminal. */
    String aligned() {
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> padded(row.get(column), widths[column], isText(column)))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A table of Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(rows.get(i).stream().collect(Collectors.joining(" | ", "| ", " |\n")));
            if (i == 0) {
                text.append(IntStream.range(0, HEAD.size())
                        .mapToObj(column -> isText(column) ? "---" : "---:")
                        .collect(Collectors.joining(" | ", "| ", " |\n")));
            }
        }
        return text.toString();
    }

    private static boolean isText(int column) {
        return column == 0 || column == 2 || column == HEAD.size() - 1;
    }

    private static String padded(String text, int width, boolean left) {
        String space = " ".repeat(width - text.length());
        return left ? text + space : space + text;
    }

    private static List<String> row(Measurement measured) {
        Measurement.Spread spread = measured.spread();
        Measurement.Latency latency = measured.latency();
        return List.of(
                measured.name(),
                Numbers.shown(measured.value()),
                measured.unit(),
                spread == null ? "–" : Numbers.shown(spread.least()) + "–" + Numbers.shown(spread.greatest()),
                latency == null ? "–" : Numbers.shown(latency.p50()),
                latency == null ? "–" : Numbers.shown(latency.p99()),
                Numbers.shown(measured.baseline()),
                ratio(measured.ratio()),
                measured.goal() == null ? "–" : measured.goal().toString(),
                measured.met().map(met -> met ? "met" : "MISSED").orElse(""));
    }

    private static String ratio(@Nullable Double ratio) {
        return ratio == null ? "–" : String.format(Locale.ROOT, "%.2f ×", ratio);
    }
}
