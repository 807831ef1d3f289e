package dev.synap.bench.report;

/** A report for a terminal. */
public final class TextReport {

    private TextReport() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder("\n%s benchmark, %s, %s, took %d min %02d s%n"
                .formatted(
                        report.name(),
                        report.scale(),
                        MarkdownReport.minute(report.at()),
                        report.took().toMinutes(),
                        report.took().toSecondsPart()));
        report.machine().facts().forEach((name, value) -> text.append("  %-20s %s%n".formatted(name, value)));
        text.append('\n').append(new Table(report.measurements()).aligned()).append('\n');
        report.failures()
                .forEach(
                        failure -> text.append("NOT MEASURED: ").append(failure).append('\n'));
        return text.append(report.summary()).append('\n').toString();
    }
}
