package dev.synap.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.bench.report.Measurement.Latency;
import dev.synap.bench.report.Measurement.Spread;
import dev.synap.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Measurement MISSED = new Measurement(
            "append, 32 threads",
            "appends/s",
            12_345.678,
            new Spread(11_000, 13_000),
            new Latency(2.5, 9.25),
            10_000.0,
            1.2345678,
            Goal.atLeast(1.5),
            Map.of("threads", "32"));

    private static final Measurement INFORMATION =
            Measurement.of("server memory, resident", "MiB", 301.5, null, Map.of());

    private static final Report REPORT = new Report(
            "log",
            "quick",
            Instant.parse("2026-01-02T03:04:05Z"),
            Duration.ofSeconds(75),
            new Machine(Map.of("CPU", "a fast one")),
            List.of(MISSED, INFORMATION),
            List.of("http: no server"));

    @Test
    void json_hasAnObjectForEachMeasurementWithTheFieldsThatReadersRelyOn() {
        var json = Json.mapper().readTree(JsonReport.of(REPORT));

        assertThat(json.size()).isEqualTo(2);
        assertThat(json.get(0).propertyNames())
                .containsExactly(
                        "name",
                        "unit",
                        "value",
                        "min",
                        "max",
                        "p50",
                        "p99",
                        "baseline",
                        "ratio",
                        "goal",
                        "met",
                        "settings");
        assertThat(json.get(0).get("value").decimalValue()).isEqualByComparingTo("12345.7");
        assertThat(json.get(0).get("p99").decimalValue()).isEqualByComparingTo("9.25");
        assertThat(json.get(0).get("goal").stringValue()).isEqualTo("≥ 1.5");
        assertThat(json.get(0).get("met").booleanValue()).isFalse();
        assertThat(json.get(0).get("settings").toString())
                .isEqualTo("{\"threads\":\"32\",\"scale\":\"quick\",\"CPU\":\"a fast one\"}");
        assertThat(json.get(1).get("ratio").isNull()).isTrue();
        assertThat(json.get(1).get("met").isNull()).isTrue();
    }

    @Test
    void text_saysPlainlyWhatWasMissedAndWhatWasNotMeasured() {
        String text = TextReport.of(REPORT);

        assertThat(text)
                .contains("12,346  appends/s  11,000–13,000    2.50    9.25    10,000  1.23 ×  ≥ 1.5  MISSED")
                .contains("NOT MEASURED: http: no server")
                .endsWith("0 of 1 goals met; 1 could not be measured\n");
    }

    @Test
    void markdown_replacesTheMarkedSectionOfAPageAndNothingElse(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("page.md");
        Files.writeString(page, "# Before\n<!-- begin log -->\nan old run\n<!-- end log -->\nafter\n");

        MarkdownReport.writeInto(page, REPORT);
        MarkdownReport.writeInto(page, REPORT);

        assertThat(Files.readString(page))
                .startsWith("# Before\n<!-- begin log -->\n\n`./synap bench log --quick`, 2026-01-02 03:04 UTC")
                .contains("| append, 32 threads | 12,346 | appends/s |")
                .doesNotContain("an old run")
                .endsWith("\n<!-- end log -->\nafter\n");
    }

    @Test
    void goal_isHeldAgainstTheRatioAndWhereThereIsNoneAgainstTheValue() {
        Measurement none = Measurement.of("violations", "found", 0, Goal.atMost(0), Map.of());
        Measurement one = Measurement.of("violations", "found", 1, Goal.atMost(0), Map.of());

        assertThat(MISSED.met()).contains(false);
        assertThat(none.met()).contains(true);
        assertThat(one.met()).contains(false);
        assertThat(INFORMATION.met()).isEmpty();
    }

    @Test
    void goalOfTheValue_isHeldAgainstTheValue_whateverTheRatio() {
        Goal goal = Goal.atMost(10).ofValue("ms");

        assertThat(Measurement.of("x", "ms, p50", 9, 1, goal, Map.of()).met()).contains(true);
        assertThat(Measurement.of("x", "ms, p50", 11, 20, goal, Map.of()).met()).contains(false);
        assertThat(goal).hasToString("≤ 10 ms");
    }

    @Test
    void ratio_isLeftOut_whereTheBaselineIsNothing() {
        assertThat(Measurement.of("x", "s", 1, 0, null, Map.of()).ratio()).isNull();
    }
}
