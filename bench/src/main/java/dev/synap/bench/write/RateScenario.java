package dev.synap.bench.write;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.OpenLoop;
import dev.synap.bench.load.OpenSample;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.write.RateSearch.Found;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many requests a second a server takes in and shows, without falling behind. */
final class RateScenario implements Scenario<WriteScale> {

    private static final Duration WITHIN = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final double FIRST_SHARE = 0.4;
    private static final int LIKELY_STEPS = 5;

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public Duration estimate(WriteScale scale) {
        WriteScale.Times times = scale.times();
        return WarmServer.estimate(scale)
                .plus(times.throughput().total(2))
                .plus(times.search().step().multipliedBy(LIKELY_STEPS))
                .plus(times.search().hold());
    }

    @Override
    public void run(Stage<WriteScale> stage) throws Exception {
        try (WarmServer server = WarmServer.start(stage, "rate")) {
            int connections = stage.scale().counts().connections();
            String title = "requests until they show, %d connections".formatted(connections);
            stage.progress().step(title);
            Map<String, String> settings = WriteSettings.of(stage);
            settings.put("load", "closed loop");
            settings.put("baseline", WriteSettings.RAW_APPENDS);
            Comparison closed =
                    stage.rounds(stage.scale().times().throughput()).alternate(server.notes(), server.appends());
            Measurement throughput = closed.throughput(title, "requests/s", null, settings);
            stage.add(throughput);
            stage.add(search(stage, server, throughput));
        }
    }

    private static Measurement search(Stage<WriteScale> stage, WarmServer server, Measurement closed) throws Exception {
        WriteScale.Search times = stage.scale().times().search();
        RateSearch search = new RateSearch(
                rate -> attempt(stage, server, rate, times.step()),
                rate -> attempt(stage, server, rate, times.hold()),
                WITHIN);
        Found found = search.from(Math.max(1, closed.value() * FIRST_SHARE));
        Map<String, String> settings = WriteSettings.of(stage);
        settings.put(
                "load",
                "open loop for %s s, counted from when a request was due; p99 within %d ms, nothing left behind"
                        .formatted(times.hold().toMillis() / 1000.0, WITHIN.toMillis()));
        settings.put("behind at the end", found.sample().behind().toMillis() + " ms");
        settings.put("baseline", WriteSettings.RAW_APPENDS + ", closed loop");
        @Nullable Double appends = closed.baseline();
        return new Measurement(
                "highest rate that was sustained",
                "requests/s",
                found.perSecond(),
                null,
                Comparison.latency(List.of(found.sample().sample())),
                appends,
                appends == null ? null : found.perSecond() / appends,
                null,
                settings);
    }

    private static OpenSample attempt(Stage<WriteScale> stage, WarmServer server, double rate, Duration time)
            throws Exception {
        stage.postgres().checkpoint();
        OpenSample made = OpenLoop.run(server.notes(), rate, time, PATIENCE);
        stage.progress()
                .step("    %.0f/s for %.1f s: p99 %.0f ms, %s"
                        .formatted(
                                rate,
                                time.toMillis() / 1000.0,
                                made.sample().millis(99),
                                made.isSustained(WITHIN) ? "held" : "not held"));
        return made;
    }
}
