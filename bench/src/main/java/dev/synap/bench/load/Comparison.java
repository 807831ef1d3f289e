package dev.synap.bench.load;

import dev.synap.bench.report.Goal;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.report.Measurement.Latency;
import dev.synap.bench.report.Measurement.Spread;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Rounds of two sides, pair by pair. */
public record Comparison(List<Sample> ours, List<Sample> baseline, Schedule schedule) {

    public Comparison {
        ours = List.copyOf(ours);
        baseline = List.copyOf(baseline);
        if (ours.isEmpty() || ours.size() != baseline.size()) {
            throw new IllegalArgumentException(
                    "rounds must come in pairs, but there are " + ours.size() + " and " + baseline.size());
        }
    }

    /** Units of work in a second, ours to the baseline's. */
    public Measurement throughput(String name, String unit, @Nullable Goal goal, Map<String, String> settings) {
        return measurement(name, unit, Sample::perSecond, goal, settings);
    }

    /** What 99 of 100 calls took at most, ours to the baseline's. */
    public Measurement p99(String name, @Nullable Goal goal, Map<String, String> settings) {
        return percentile(99, name, goal, settings);
    }

    /**
     * What so many of 100 calls took at most, ours to the baseline's.
     *
     * @param percentile such as 50
     */
    public Measurement percentile(int percentile, String name, @Nullable Goal goal, Map<String, String> settings) {
        return measurement(name, "ms, p" + percentile, sample -> sample.millis(percentile), goal, settings);
    }

    private Measurement measurement(
            String name,
            String unit,
            ToDoubleFunction<Sample> number,
            @Nullable Goal goal,
            Map<String, String> settings) {
        double[] values = ours.stream().mapToDouble(number).toArray();
        double[] others = baseline.stream().mapToDouble(number).toArray();
        double[] ratios = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] / others[i])
                .toArray();
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("rounds", schedule.toString());
        if (hasCalls(baseline)) {
            Latency theirs = latency(baseline);
            all.put("baselineP50", "%.3f ms".formatted(theirs.p50()));
            all.put("baselineP99", "%.3f ms".formatted(theirs.p99()));
        }
        return new Measurement(
                name,
                unit,
                median(values),
                spread(values),
                hasCalls(ours) ? latency(ours) : null,
                median(others),
                median(ratios),
                goal,
                all);
    }

    private static boolean hasCalls(List<Sample> samples) {
        return samples.stream().anyMatch(sample -> sample.latency().getTotalCount() > 0);
    }

    /** Of all rounds together. */
    public static Latency latency(List<Sample> samples) {
        Histogram all = Tally.noLatencies();
        samples.forEach(sample -> all.add(sample.latency()));
        return new Latency(all.getValueAtPercentile(50) / 1e6, all.getValueAtPercentile(99) / 1e6);
    }

    public static Spread spread(double... values) {
        return new Spread(
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow());
    }

    /** The middle one, or the mean of the two in the middle. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
