package dev.synap.bench.log;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Says what is being done, a line for each step, with the time since the start. */
final class Progress {

    private final PrintStream out;
    private final Instant start = Instant.now();

    Progress(PrintStream out) {
        this.out = out;
    }

    void step(String text) {
        Duration elapsed = elapsed();
        out.printf("[%3d:%02d] %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), text);
        out.flush();
    }

    Duration elapsed() {
        return Duration.between(start, Instant.now());
    }
}
