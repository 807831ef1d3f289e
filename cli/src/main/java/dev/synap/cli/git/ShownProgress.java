package dev.synap.cli.git;

import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows a person how far an import is: commits of how many, and events a second. */
final class ShownProgress implements ImportProgress, AutoCloseable {

    private final Terminal terminal;
    private final long began = System.nanoTime();
    private @Nullable Progress progress;
    private long events;

    ShownProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void advanced(int commits, int total, long stored) {
        if (progress == null) {
            progress = Progress.start(terminal, "Importing", "commits", total);
        }
        if (stored != events) {
            events = stored;
            progress.note(Text.number(perSecond()) + " events/s");
        }
        progress.to(commits);
    }

    /** Events stored a second, from the start on. */
    long perSecond() {
        return events * TimeUnit.SECONDS.toNanos(1) / Math.max(System.nanoTime() - began, 1);
    }

    @Override
    public void close() {
        if (progress != null) {
            progress.close();
        }
    }
}
