package dev.synap.bench.write;

import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.postgres.BenchPostgres;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What a server and its PostgreSQL take of the CPU while nobody asks for anything, in seconds for each minute.
 *
 * @param postgres empty when it runs on another machine
 */
record IdleCpu(double server, OptionalDouble postgres) {

    private static final double MILLIS_PER_MINUTE = 60_000;

    /** Watches them for this long. */
    static IdleCpu measure(ServerProcess server, BenchPostgres postgres, Duration time) throws Exception {
        double serverBefore = server.cpuSeconds();
        OptionalDouble postgresBefore = postgres.cpuSeconds();
        Thread.sleep(time);
        double minutes = time.toMillis() / MILLIS_PER_MINUTE;
        OptionalDouble postgresAfter = postgres.cpuSeconds();
        return new IdleCpu(
                (server.cpuSeconds() - serverBefore) / minutes,
                postgresBefore.isEmpty() || postgresAfter.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((postgresAfter.getAsDouble() - postgresBefore.getAsDouble()) / minutes));
    }

    double total() {
        return server + postgres.orElse(0);
    }

    @Override
    public String toString() {
        return "%.2f and %s"
                .formatted(server, postgres.isEmpty() ? "unknown" : "%.2f".formatted(postgres.getAsDouble()));
    }
}
