package dev.synap.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A report as a section of a Markdown page. */
public final class MarkdownReport {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private MarkdownReport() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder("`./synap bench %s%s`, %s, took %d minutes. **%s.**%n%n"
                .formatted(
                        report.name(),
                        report.scale().equals("full") ? "" : " --" + report.scale(),
                        minute(report.at()),
                        Math.ceilDiv(report.took().toSeconds(), 60),
                        report.summary()));
        report.machine().facts().forEach((name, value) -> text.append("- %s: %s%n".formatted(name, value)));
        text.append('\n').append(new Table(report.measurements()).markdown());
        report.failures()
                .forEach(failure ->
                        text.append("\nNot measured: ").append(failure).append('\n'));
        return text.toString();
    }

    /**
     * Puts the report into a page, between {@code <!-- begin NAME -->} and {@code <!-- end NAME -->} where
     * the page has such lines; else the page becomes the report.
     */
    public static void writeInto(Path page, Report report) throws IOException {
        String begin = "<!-- begin " + report.name() + " -->\n";
        String end = "<!-- end " + report.name() + " -->";
        String old = Files.exists(page) ? Files.readString(page) : "";
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        boolean marked = from >= 0 && to > from;
        Files.writeString(
                page,
                marked
                        ? old.substring(0, from + begin.length()) + "\n" + of(report) + "\n" + old.substring(to)
                        : of(report));
    }

    static String minute(Instant at) {
        return MINUTE.format(at);
    }
}
