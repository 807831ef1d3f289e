package dev.synap.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.bench.report.Report;
import dev.synap.bench.run.BenchmarkRun;
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
class HistoryBenchTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        // name, measurements, of them with a goal
        "verify, 1, 1",
        "rebuild, 4, 4",
        "undo-by, 3, 2"
    })
    void scenario_measuresAllThatItShould(String name, int measurements, int goals) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        BenchmarkRun<HistoryScale> run = new BenchmarkRun<>(
                new HistoryBench(),
                HistoryScale.tiny(),
                directory,
                new PrintStream(said, true, StandardCharsets.UTF_8));

        Report report = run.run(TestPostgres.bundled().createDatabase(), Set.of(name));

        assertThat(report.failures()).as(said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(report.measurements())
                .hasSize(measurements)
                .allSatisfy(each -> assertThat(each.value()).isGreaterThanOrEqualTo(0));
        assertThat(report.measurements().stream().filter(each -> each.met().isPresent()))
                .hasSize(goals);
    }
}
