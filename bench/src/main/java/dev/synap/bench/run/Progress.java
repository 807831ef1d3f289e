package dev.synap.bench.run;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Says what is being done, a line for each step, with the time since the start. */
public final class Progress {

    private final PrintStream out;
    private final Instant start = Instant.now();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void step(String text) {
        Duration elapsed = elapsed();
        out.printf("[%3d:%02d] %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), text);
        out.flush();
    }

    public Duration elapsed() {
        return Duration.between(start, Instant.now());
    }
}
