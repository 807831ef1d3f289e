package dev.synap.bench.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.bench.report.JsonReport;
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
class RealtimeBenchTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        // name, measurements, of them with a goal
        "delivery, 3, 3",
        "idle, 3, 0"
    })
    void scenario_measuresAllThatItShould(String name, int measurements, int goals) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        BenchmarkRun<RealtimeScale> run = new BenchmarkRun<>(
                new RealtimeBench(),
                RealtimeScale.tiny(),
                directory,
                new PrintStream(said, true, StandardCharsets.UTF_8));

        Report report = run.run(TestPostgres.bundled().createDatabase(), Set.of(name));

        assertThat(report.failures()).as(said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(report.measurements())
                .hasSize(measurements)
                .allSatisfy(each -> assertThat(each.value()).isGreaterThanOrEqualTo(0));
        assertThat(report.measurements().stream().filter(each -> each.met().isPresent()))
                .hasSize(goals);
        assertThat(Json.mapper()
                        .readTree(JsonReport.of(report))
                        .get(0)
                        .get("settings")
                        .get("fsync")
                        .stringValue())
                .isEqualTo("on");
        if (name.equals("delivery")) {
            assertThat(report.measurements().getLast().met()).contains(true);
            assertThat(report.measurements().getLast().settings().get("wanted")).isNotEqualTo("0");
        }
    }
}
