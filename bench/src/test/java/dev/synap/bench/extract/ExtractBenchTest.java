package dev.synap.bench.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.synap.bench.report.Measurement;
import dev.synap.bench.report.Report;
import dev.synap.bench.run.BenchmarkRun;
import dev.synap.store.postgres.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All is measured that should be; how fast things are is not tested. */
class ExtractBenchTest {

    @TempDir
    private Path directory;

    @Test
    void sentences_areCountedInCapturesAndNotes() throws Exception {
        assertThat(measured("sentences")).hasSize(2).allSatisfy(each -> {
            assertThat(each.unit()).isEqualTo("sentences/s");
            assertThat(each.value()).isPositive();
            assertThat(each.met()).isPresent();
        });
    }

    @Test
    void suggestions_areCountedOnScreen() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/chromium")), "there is no browser");

        assertThat(measured("screen")).hasSize(2).allSatisfy(each -> {
            assertThat(each.value()).isPositive();
            assertThat(each.ratio()).isPositive();
        });
    }

    private List<Measurement> measured(String part) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        BenchmarkRun<ExtractScale> run = new BenchmarkRun<>(
                new ExtractBench(),
                ExtractScale.tiny(),
                directory,
                new PrintStream(said, true, StandardCharsets.UTF_8));
        Report report = run.run(TestPostgres.bundled().createDatabase(), Set.of(part));
        assertThat(report.failures()).as(said.toString(StandardCharsets.UTF_8)).isEmpty();
        return report.measurements();
    }
}
