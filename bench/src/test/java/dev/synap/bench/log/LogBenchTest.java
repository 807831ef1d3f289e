package dev.synap.bench.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.bench.report.JsonReport;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.report.Report;
import dev.synap.bench.run.BenchmarkRun;
import dev.synap.core.json.Json;
import dev.synap.store.postgres.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each scenario works and measures all that it should; how fast things are is not tested. */
class LogBenchTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        // name, measurements, of them with a goal
        "append, 4, 1",
        "http, 3, 1",
        "batch, 4, 4",
        "contended, 3, 1",
        "read, 12, 12",
        "state, 2, 2",
        "growth, 2, 1",
        "disk, 1, 0"
    })
    void scenario_measuresAllThatItShould(String name, int measurements, int goals) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        BenchmarkRun<LogScale> run = new BenchmarkRun<>(
                new LogBench(), LogScale.tiny(), directory, new PrintStream(said, true, StandardCharsets.UTF_8));

        Report report = run.run(TestPostgres.bundled().createDatabase(), Set.of(name));

        assertThat(report.failures()).as(said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(report.measurements()).hasSize(measurements).allSatisfy(LogBenchTest::isPlausible);
        assertThat(report.measurements().stream().filter(each -> each.met().isPresent()))
                .hasSize(goals);
        assertThat(Json.mapper()
                        .readTree(JsonReport.of(report))
                        .get(0)
                        .get("settings")
                        .get("fsync")
                        .stringValue())
                .isEqualTo("on");
        if (name.equals("contended")) {
            assertThat(report.measurements().getLast().met()).contains(true);
        }
    }

    private static void isPlausible(Measurement measured) {
        assertThat(measured.value()).isGreaterThanOrEqualTo(0);
        if (measured.goal() != null && measured.baseline() != null) {
            assertThat(measured.ratio()).isPositive();
        }
    }
}
