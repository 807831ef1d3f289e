package dev.synap.bench.load;

import java.util.ArrayList;
import java.util.List;

/** Runs sides in turn, so that whatever else the machine does meets them alike. */
public final class Rounds {

    private final Schedule schedule;
    private final Pause pause;

    /**
     * @param pause what to do before each round
     */
    public Rounds(Schedule schedule, Pause pause) {
        this.schedule = schedule;
        this.pause = pause;
    }

    /** Runs both sides in every round; which goes first changes from round to round. */
    public Comparison alternate(Side ours, Side baseline) throws Exception {
        Load.run(baseline, schedule.warmUp());
        Load.run(ours, schedule.warmUp());
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
        return Load.run(side, schedule.round());
    }

    /** What happens between rounds, outside of what is measured. */
    public interface Pause {
        void beforeRound() throws Exception;
    }
}
