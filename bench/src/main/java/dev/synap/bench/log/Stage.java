package dev.synap.bench.log;

import dev.synap.bench.load.Rounds;
import dev.synap.bench.load.Schedule;
import dev.synap.bench.report.Measurement;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a scenario works with.
 *
 * @param directory for files that a scenario leaves to be looked at, such as the server's log
 * @param results takes each measurement as soon as it is there
 */
record Stage(BenchPostgres postgres, Scale scale, Path directory, Progress progress, Consumer<Measurement> results) {

    /** As many as a busy small installation has; appends choose one of them at random. */
    static final int WORKSPACES = 32;

    /** Rounds that each begin behind a checkpoint, so that none pays for the one before. */
    Rounds rounds(Schedule schedule) {
        return new Rounds(schedule, postgres::checkpoint);
    }

    /** Rounds of what writes nothing. */
    static Rounds readRounds(Schedule schedule) {
        return new Rounds(schedule, () -> {});
    }

    void add(Measurement measurement) {
        results.accept(measurement);
    }

    /** Settings by name and value, in turn. */
    static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }
}
