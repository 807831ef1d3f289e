package dev.synap.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs sides in turn, so that whatever else the machine does meets them alike. */
public final class Rounds {

    private final Schedule schedule;
    private final Pause pause;
    private final Loop loop;

    private Rounds(Schedule schedule, Pause pause, Loop loop) {
        this.schedule = schedule;
        this.pause = pause;
        this.loop = loop;
    }

    /**
     * Rounds of a closed loop.
     *
     * @param pause what to do before each round
     */
    public Rounds(Schedule schedule, Pause pause) {
        this(schedule, pause, Load::run);
    }

    /**
     * Rounds of an open loop; they fail when a call would begin too late.
     *
     * @param perSecond how many calls are due in a second
     * @param patience how late a call may begin
     */
    public static Rounds open(Schedule schedule, Pause pause, double perSecond, Duration patience) {
        return new Rounds(schedule, pause, (side, duration) -> {
            if (duration.isZero()) {
                return Sample.withoutCalls(0, 1);
            }
            OpenSample made = OpenLoop.run(side, perSecond, duration, patience);
            if (made.made() < made.due()) {
                throw new IllegalStateException("of %,d calls that were due, only %,d could be made in time"
                        .formatted(made.due(), made.made()));
            }
            return made.sample();
        });
    }

    /** Runs both sides in every round; which goes first changes from round to round. */
    public Comparison alternate(Side ours, Side baseline) throws Exception {
        loop.run(baseline, schedule.warmUp());
        loop.run(ours, schedule.warmUp());
        List<Sample> samples = new ArrayList<>();
        List<Sample> baselineSamples = new ArrayList<>();
        for (int round = 0; round < schedule.rounds(); round++) {
            if (round % 2 == 0) {
                samples.add(round(ours));
                baselineSamples.add(round(baseline));
            } else {
                baselineSamples.add(round(baseline));
                samples.add(round(ours));
            }
        }
        return new Comparison(samples, baselineSamples, schedule);
    }

    private Sample round(Side side) throws Exception {
        pause.beforeRound();
        return loop.run(side, schedule.round());
    }

    /** What happens between rounds, outside of what is measured. */
    public interface Pause {
        void beforeRound() throws Exception;
    }

    private interface Loop {
        Sample run(Side side, Duration duration) throws Exception;
    }
}
