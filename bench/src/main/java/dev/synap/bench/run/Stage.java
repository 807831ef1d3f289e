package dev.synap.bench.run;

import dev.synap.bench.load.Rounds;
import dev.synap.bench.load.Schedule;
import dev.synap.bench.postgres.BenchPostgres;
import dev.synap.bench.report.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a scenario works with.
 *
 * @param directory for files that a scenario leaves to be looked at, such as the server's log
 * @param results takes each measurement as soon as it is there
 */
public record Stage<S extends Scale>(
        BenchPostgres postgres, S scale, Path directory, Progress progress, Consumer<Measurement> results) {

    /** Rounds that each begin behind a checkpoint, so that none pays for the one before. */
    public Rounds rounds(Schedule schedule) {
        return new Rounds(schedule, postgres::checkpoint);
    }

    /**
     * The same, of an open loop.
     *
     * @param perSecond how many calls are due in a second
     * @param patience how late a call may begin
     */
    public Rounds openRounds(Schedule schedule, double perSecond, Duration patience) {
        return Rounds.open(schedule, postgres::checkpoint, perSecond, patience);
    }

    /** Rounds of what writes nothing. */
    public static Rounds readRounds(Schedule schedule) {
        return new Rounds(schedule, () -> {});
    }

    /** Reports a measurement. */
    public void add(Measurement measurement) {
        results.accept(measurement);
    }

    /** Settings by name and value, in turn. */
    public static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }
}
