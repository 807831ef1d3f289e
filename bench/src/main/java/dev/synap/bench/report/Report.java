package dev.synap.bench.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that one run found.
 *
 * @param name of the benchmark
 * @param scale how large it was: quick or full
 * @param failures what could not be measured, and why
 */
public record Report(
        String name,
        String scale,
        Instant at,
        Duration took,
        Machine machine,
        List<Measurement> measurements,
        List<String> failures) {

    public Report {
        measurements = List.copyOf(measurements);
        failures = List.copyOf(failures);
    }

    /** How many goals were reached and missed, in a sentence. */
    public String summary() {
        long goals =
                measurements.stream().filter(each -> each.met().isPresent()).count();
        long met =
                measurements.stream().filter(each -> each.met().orElse(false)).count();
        String failed = failures.isEmpty() ? "" : "; " + failures.size() + " could not be measured";
        return met + " of " + goals + " goals met" + failed;
    }
}
