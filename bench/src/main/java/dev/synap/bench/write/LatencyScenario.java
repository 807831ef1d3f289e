package dev.synap.bench.write;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.report.Goal;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import java.time.Duration;
import java.util.Map;

/** How long a request takes until it shows, at a rate that a busy installation has. */
final class LatencyScenario implements Scenario<WriteScale> {

    private static final double PER_SECOND = 200;

    /** None is left out, however late: what a server that cannot keep up owes is to be seen. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Goal P50 = Goal.atMost(10).ofValue("ms");
    private static final Goal P99 = Goal.atMost(50).ofValue("ms");

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public Duration estimate(WriteScale scale) {
        return scale.times().latency().total(2).plus(WarmServer.estimate(scale));
    }

    @Override
    public void run(Stage<WriteScale> stage) throws Exception {
        try (WarmServer server = WarmServer.start(stage, "latency")) {
            stage.progress().step("requests at %.0f/s".formatted(PER_SECOND));
            Comparison comparison = stage.openRounds(stage.scale().times().latency(), PER_SECOND, PATIENCE)
                    .alternate(server.notes(), server.appends());
            Map<String, String> settings = WriteSettings.of(stage);
            settings.put("load", "open loop of %.0f/s, counted from when a request was due".formatted(PER_SECOND));
            settings.put(
                    "not shown within 10 s",
                    Long.toString(server.notes().counts().late()));
            settings.put("baseline", WriteSettings.RAW_APPENDS + ", at the same rate");
            stage.add(comparison.percentile(50, "request until it shows, 200/s", P50, settings));
            stage.add(comparison.percentile(99, "request until it shows, 200/s", P99, settings));
            reportMissing(stage, server.notes().counts());
        }
    }

    private static void reportMissing(Stage<WriteScale> stage, NoteCounts counts) {
        stage.add(Measurement.of(
                "answered requests that lists did not show",
                "found",
                counts.missing(),
                Goal.atMost(0),
                Stage.settings(
                        "checked",
                        counts.checked() + " answers",
                        "lists",
                        "GET notes at once, then with the answer's minPosition: id, version and title")));
    }
}
