package dev.synap.bench.extract;

import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.report.Goal;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.report.Measurement.Latency;
import dev.synap.bench.report.Measurement.Spread;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.core.json.Json;
import dev.synap.store.DatabaseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * How long it takes in a browser from handing a thought over until the suggestion that comes of it is on screen; beside it the
 * request of an agent from outside, which needs nobody to read and understand anything.
 */
final class ScreenScenario implements Scenario<ExtractScale> {

    private static final Duration OF_ONE = Duration.ofMillis(1_500);
    private static final Goal P99 = Goal.atMost(100).ofValue("ms");

    @Override
    public String name() {
        return "screen";
    }

    @Override
    public Duration estimate(ExtractScale scale) {
        return OF_ONE.multipliedBy(scale.capturesBefore() + scale.captures()).plusSeconds(30);
    }

    @Override
    public void run(Stage<ExtractScale> stage) throws Exception {
        DatabaseSettings database = stage.postgres().createDatabase("screen");
        stage.progress().step("starting a server");
        try (ServerProcess server = ServerProcess.start(database, stage.directory())) {
            stage.progress().step("captures in a browser");
            JsonNode took = inBrowser(stage, server);
            report(stage, sorted(took.path("capture")), sorted(took.path("request")));
        } finally {
            stage.postgres().dropDatabase("screen");
        }
    }

    private static JsonNode inBrowser(Stage<ExtractScale> stage, ServerProcess server) throws Exception {
        Path errors = stage.directory().resolve("browser.log");
        ProcessBuilder node = new ProcessBuilder(
                        "node",
                        "bench/suggestion.mjs",
                        Integer.toString(stage.scale().capturesBefore()),
                        Integer.toString(stage.scale().captures()))
                .directory(web().toFile())
                .redirectError(errors.toFile());
        node.environment().put("SYNAP_URL", "http://127.0.0.1:" + server.port());
        node.environment().put("SYNAP_KEY", ServerProcess.KEY);
        Process process = node.start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("the browser did not come to its end: " + Files.readString(errors));
            }
            return Json.readObject(said);
        } finally {
            process.destroy();
        }
    }

    /** Where the web app lies: in Synap's directory, which this is run from or below. */
    private static Path web() throws IOException {
        String home = System.getenv("SYNAP_HOME");
        for (Path at = Path.of(home == null ? "" : home).toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("web").resolve("node_modules"))) {
                return at.resolve("web");
            }
        }
        throw new IOException(
                "the web app is not built, which ./synap build does; or SYNAP_HOME does not say where Synap lies");
    }

    private static void report(Stage<ExtractScale> stage, double[] ours, double[] theirs) {
        String name = "capture until its suggestion is on screen";
        Map<String, String> settings = Stage.settings(
                "browser",
                "Chromium without a window, 1280 pixels wide, on the machine that is measured",
                "captures",
                Integer.toString(ours.length),
                "before them",
                Integer.toString(stage.scale().capturesBefore()),
                "counted",
                "from the press of the button until the frame with the proposal was drawn, one after the other",
                "baseline",
                "the request of another agent, made and counted in the same page");
        Latency latency = new Latency(percentile(ours, 50), percentile(ours, 99));
        Spread spread = new Spread(ours[0], ours[ours.length - 1]);
        double p50 = percentile(theirs, 50);
        double p99 = percentile(theirs, 99);
        stage.add(new Measurement(
                name, "ms, p50", latency.p50(), spread, latency, p50, latency.p50() / p50, null, settings));
        stage.add(new Measurement(
                name, "ms, p99", latency.p99(), spread, latency, p99, latency.p99() / p99, P99, settings));
    }

    private static double[] sorted(JsonNode millis) {
        return StreamSupport.stream(millis.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .toArray();
    }

    /** The least value that so many of 100 do not exceed. */
    private static double percentile(double[] sorted, int percentile) {
        return sorted[(int) Math.ceil(percentile / 100.0 * sorted.length) - 1];
    }
}
