package dev.synap.bench.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.bench.report.Report;
import dev.synap.bench.run.BenchmarkRun;
import dev.synap.store.postgres.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All is measured that should be; how fast things are is not tested. */
class ExtractBenchTest {

    @TempDir
    private Path directory;

    @Test
    void sentences_areCountedInCapturesAndNotes() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        BenchmarkRun<ExtractScale> run = new BenchmarkRun<>(
                new ExtractBench(),
                ExtractScale.tiny(),
                directory,
                new PrintStream(said, true, StandardCharsets.UTF_8));

        Report report = run.run(TestPostgres.bundled().createDatabase(), Set.of());

        assertThat(report.failures()).as(said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(report.measurements()).hasSize(2).allSatisfy(each -> {
            assertThat(each.unit()).isEqualTo("sentences/s");
            assertThat(each.value()).isPositive();
            assertThat(each.met()).isPresent();
        });
    }
}
