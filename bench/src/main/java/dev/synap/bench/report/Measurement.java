package dev.synap.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured. What is null was not measured, or does not apply.
 *
 * @param name what, in words
 * @param value the median of the rounds
 * @param spread the least and the greatest of the rounds
 * @param latency of one call, over all rounds
 * @param baseline what the other side came to, in the same unit; the median of its rounds
 * @param ratio of value to baseline; the median of the rounds' own ratios
 * @param goal for the value or the ratio, as it says itself; null means for information only
 * @param settings all that one needs to know to repeat it, in order
 */
public record Measurement(
        String name,
        String unit,
        double value,
        @Nullable Spread spread,
        @Nullable Latency latency,
        @Nullable Double baseline,
        @Nullable Double ratio,
        @Nullable Goal goal,
        Map<String, String> settings) {

    public Measurement {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** A plain number, measured once. */
    public static Measurement of(
            String name, String unit, double value, @Nullable Goal goal, Map<String, String> settings) {
        return new Measurement(name, unit, value, null, null, null, null, goal, settings);
    }

    /** A plain number beside another one, each measured once. */
    public static Measurement of(
            String name, String unit, double value, double baseline, Map<String, String> settings) {
        return of(name, unit, value, baseline, null, settings);
    }

    /** The same with a goal. Where the other number is 0, there is no ratio. */
    public static Measurement of(
            String name,
            String unit,
            double value,
            double baseline,
            @Nullable Goal goal,
            Map<String, String> settings) {
        Double ratio = baseline == 0 ? null : Double.valueOf(value / baseline);
        return new Measurement(name, unit, value, null, null, baseline, ratio, goal, settings);
    }

    /** Whether the goal was reached; empty where there is none. */
    public Optional<Boolean> met() {
        return Optional.ofNullable(goal).map(wanted -> wanted.isMetBy(value, ratio));
    }

    /** The number, its ratio and its goal on one line. */
    public String headline() {
        String compared = ratio == null ? "" : ", " + Numbers.shown(ratio) + " × baseline";
        String wanted = met().map(met -> " (goal " + goal + (met ? ", met)" : ", MISSED)"))
                .orElse("");
        return name + ": " + Numbers.shown(value) + " " + unit + compared + wanted;
    }

    /** Milliseconds. */
    public record Latency(double p50, double p99) {}

    public record Spread(double least, double greatest) {}
}
