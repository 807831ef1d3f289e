package dev.synap.cli.terminal;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person how far something is that takes longer than a second: a bar on a terminal, a plain line now
 * and then elsewhere. What is quicker shows nothing.
 *
 * <p>For one thread. Close it before anything else is written.
 */
public final class Progress implements AutoCloseable {

    /** For a total that nobody knows. */
    public static final long UNKNOWN = -1;

    private static final long SHOW_AFTER = Duration.ofSeconds(1).toNanos();
    private static final long LINE_EVERY = Duration.ofSeconds(10).toNanos();
    private static final int CLOCK_EVERY = 64;

    private final Terminal terminal;
    private final String task;
    private final String unit;
    private final long total;
    private final long began = System.nanoTime();
    private long lastLine = began;
    private long done;
    private String note = "";
    private int callsUntilClock;
    private @Nullable ProgressBar bar;

    private Progress(Terminal terminal, String task, String unit, long total) {
        this.terminal = terminal;
        this.task = task;
        this.unit = unit;
        this.total = total;
    }

    /**
     * Begins.
     *
     * @param task what is being done, such as "Exporting"
     * @param unit what is counted, such as "events"
     * @param total how many there are, or {@link #UNKNOWN}
     */
    public static Progress start(Terminal terminal, String task, String unit, long total) {
        return new Progress(terminal, task, unit, total);
    }

    /** So many more are done. Cheap: call it as often as you like. */
    public void add(long count) {
        to(done + count);
    }

    /** So many are done by now. */
    public void to(long count) {
        done = count;
        if (--callsUntilClock > 0 && bar == null) {
            return;
        }
        callsUntilClock = CLOCK_EVERY;
        show();
    }

    /** Shows this beside the count, such as "2,000 events/s"; with the next count. */
    public void note(String text) {
        note = text;
        if (bar != null) {
            bar.setExtraMessage(text);
        }
    }

    /** Looks at the clock although nothing was done, for what does not say how far it is. */
    public void show() {
        long now = System.nanoTime();
        if (bar != null) {
            bar.stepTo(done);
        } else if (terminal.watched()) {
            if (now - began > SHOW_AFTER) {
                bar = bar();
                bar.setExtraMessage(note);
                bar.stepTo(done);
            }
        } else if (now - lastLine > LINE_EVERY) {
            lastLine = now;
            terminal.remark(line());
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.stepTo(done);
            bar.close();
        }
    }

    private ProgressBar bar() {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .startsFrom(0, Duration.ofNanos(System.nanoTime() - began))
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.width() - 1))
                .build();
    }

    private String line() {
        String of = total > 0
                ? " of " + Text.number(total) + " " + unit + " (" + done * 100 / total + " %)"
                : done > 0 ? " " + unit : "";
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        return task + ": " + (total > 0 || done > 0 ? Text.number(done) + of + ", " : "") + seconds + " s"
                + (note.isEmpty() ? "" : ", " + note);
    }
}
