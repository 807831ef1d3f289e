package dev.synap.bench;

import dev.synap.bench.extract.ExtractBench;
import dev.synap.bench.history.HistoryBench;
import dev.synap.bench.log.LogBench;
import dev.synap.bench.realtime.RealtimeBench;
import dev.synap.bench.report.JsonReport;
import dev.synap.bench.report.MarkdownReport;
import dev.synap.bench.report.Report;
import dev.synap.bench.report.TextReport;
import dev.synap.bench.run.Benchmark;
import dev.synap.bench.run.BenchmarkRun;
import dev.synap.bench.run.Scale;
import dev.synap.bench.write.WriteBench;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./synap bench}: runs a benchmark and reports it. A missed goal is a finding, not a failure. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure Synap against baselines that run beside it, on one PostgreSQL.",
        footer = {
            "",
            "Benchmarks:",
            "  log      appends, reads, states and growth of the event log",
            "  writes   requests until they show, catching up, idle workspaces",
            "  history  checking a log, rebuilding from it, lists of the past, undoing what a user did",
            "  realtime from a commit to the clients that are told, and what idle clients cost",
            "  extract  from what people type to suggested tasks: sentences a second, and until they are on screen"
        })
public final class Bench implements Callable<Integer> {

    private static final int COULD_NOT_MEASURE = 1;

    private static final List<Benchmark<?>> BENCHMARKS =
            List.of(new LogBench(), new WriteBench(), new HistoryBench(), new RealtimeBench(), new ExtractBench());

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "which benchmark; none lists them")
    private @Nullable String name;

    @Option(names = "--quick", description = "less time and fewer events: minutes")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "write the measurements as JSON")
    private @Nullable Path json;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "write the report as Markdown, into the marked section of a page that has one")
    private @Nullable Path markdown;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "only these parts of the benchmark, such as append,read")
    private Set<String> only = new LinkedHashSet<>();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "where PostgreSQL keeps its data meanwhile; a real disk (default: target/bench)")
    private @Nullable Path directory;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "a PostgreSQL to measure on, instead of the bundled one; the user must be a superuser")
    private @Nullable String databaseUrl;

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.setProperty("logback.configurationFile", "dev/synap/bench/logback.xml");
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (name == null) {
            new CommandLine(new Bench()).usage(out);
            return 0;
        }
        Report report = run(chosen(name));
        out.print(TextReport.of(report));
        if (json != null) {
            Files.writeString(json, JsonReport.of(report));
        }
        if (markdown != null) {
            MarkdownReport.writeInto(markdown, report);
        }
        return report.failures().isEmpty() ? 0 : COULD_NOT_MEASURE;
    }

    private Benchmark<?> chosen(String word) {
        Optional<Benchmark<?>> benchmark =
                BENCHMARKS.stream().filter(each -> each.name().equals(word)).findFirst();
        return benchmark.orElseThrow(() -> refusal("there is no benchmark " + word + "; there are: "
                + BENCHMARKS.stream().map(Benchmark::name).collect(Collectors.joining(", "))));
    }

    private <S extends Scale> Report run(Benchmark<S> benchmark) throws Exception {
        for (String part : only) {
            if (!benchmark.scenarioNames().contains(part)) {
                throw refusal("the benchmark " + benchmark.name() + " has no part " + part + "; it has: "
                        + String.join(", ", benchmark.scenarioNames()));
            }
        }
        Path data = directory == null ? home().resolve("target").resolve("bench") : directory;
        S scale = quick ? benchmark.quick() : benchmark.full();
        return new BenchmarkRun<>(benchmark, scale, data.toAbsolutePath(), System.err).run(databaseUrl, only);
    }

    private ParameterException refusal(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private static Path home() {
        String home = System.getenv("SYNAP_HOME");
        return Path.of(home == null ? "" : home);
    }
}
