package dev.synap.bench.log;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Load;
import dev.synap.bench.load.Sample;
import dev.synap.bench.load.Schedule;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.report.Goal;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Many writers who all want to append to one subject: each reads its version, appends expecting exactly
 * that, and tries again when another was quicker. No append that was acknowledged may be missing after.
 */
final class ContendedScenario implements Scenario<LogScale> {

    private static final String WORKSPACE = "bench_contended";
    private static final String SUBJECT = "note_contended";

    @Override
    public String name() {
        return "contended";
    }

    @Override
    public Duration estimate(LogScale scale) {
        return scale.times().writes().total(1).plusSeconds(1);
    }

    @Override
    public void run(Stage<LogScale> stage) throws Exception {
        int writers = stage.scale().counts().connections();
        stage.progress().step("contended subject, " + writers + " writers");
        try (OpenLog log = new OpenLog(stage.postgres().createDatabase("contended"))) {
            Contenders contenders = new Contenders(log.events(), new SampleEvents(), WORKSPACE, SUBJECT, writers);
            measure(stage, contenders, writers);
            report(stage, LostUpdates.find(contenders.acknowledged(), stored(log.events())), writers);
        }
        stage.postgres().dropDatabase("contended");
    }

    private static void measure(Stage<LogScale> stage, Contenders contenders, int writers) throws Exception {
        Schedule schedule = stage.scale().times().writes();
        Load.run(contenders, schedule.warmUp());
        List<Sample> samples = new ArrayList<>();
        List<Double> conflicts = new ArrayList<>();
        for (int round = 0; round < schedule.rounds(); round++) {
            stage.postgres().checkpoint();
            long before = contenders.conflicts();
            Sample sample = Load.run(contenders, schedule.round());
            samples.add(sample);
            conflicts.add((contenders.conflicts() - before) * 1e9 / sample.nanos());
        }
        Map<String, String> settings =
                Stage.settings("writers", Integer.toString(writers), "subjects", "1", "rounds", schedule.toString());
        double[] useful = samples.stream().mapToDouble(Sample::perSecond).toArray();
        stage.add(rate("contended subject: useful appends", "appends/s", useful, samples, settings));
        double[] lost = conflicts.stream().mapToDouble(each -> each).toArray();
        stage.add(rate("contended subject: conflicts", "conflicts/s", lost, List.of(), settings));
    }

    private static Measurement rate(
            String name, String unit, double[] values, List<Sample> samples, Map<String, String> settings) {
        return new Measurement(
                name,
                unit,
                Comparison.median(values),
                Comparison.spread(values),
                samples.isEmpty() ? null : Comparison.latency(samples),
                null,
                null,
                null,
                settings);
    }

    private static void report(Stage<LogScale> stage, List<String> violations, int writers) {
        violations.forEach(violation -> stage.progress().step("VIOLATION: " + violation));
        stage.add(Measurement.of(
                "contended subject: violations",
                "found",
                violations.size(),
                Goal.atMost(0),
                Stage.settings(
                        "writers",
                        Integer.toString(writers),
                        "check",
                        "acknowledged versions = stored versions = 1..n",
                        "violations",
                        String.join("; ", violations))));
    }

    /** The versions of the subject as they stand in the log, in the order of positions. */
    private static long[] stored(EventLog log) {
        List<Long> versions = new ArrayList<>();
        Long after = 0L;
        while (after != null) {
            Page page = log.history(
                    WORKSPACE, SUBJECT, AsOf.latest(), PageRequest.first(1_000).after(after));
            page.events().forEach(event -> versions.add(event.version()));
            after = page.next();
        }
        return versions.stream().mapToLong(each -> each).toArray();
    }
}
