package dev.synap.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.bench.report.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Duration MOMENT = Duration.ofMillis(5);

    @Test
    void run_countsTheUnitsOfAllWorkersAndTheLatencyOfEachCall() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Worker worker = () -> {
            calls.incrementAndGet();
            return 10;
        };

        Sample sample = Load.run(() -> List.of(worker, worker, worker), MOMENT);

        assertThat(sample.units()).isEqualTo(10L * calls.get());
        assertThat(sample.latency().getTotalCount()).isEqualTo(calls.get());
        assertThat(sample.nanos()).isGreaterThanOrEqualTo(MOMENT.toNanos());
    }

    @Test
    void runUnits_stopsWhenAllWorkersTogetherHaveDoneEnough() throws Exception {
        Sample sample = Load.runUnits(() -> List.of(() -> 1, () -> 1), 1_000);

        assertThat(sample.units()).isBetween(1_000L, 1_001L);
    }

    @Test
    void run_failsWhenOneCallFails_insteadOfCountingTheRest() {
        Side side = () -> List.of(() -> 1, () -> {
            throw new IllegalStateException("refused");
        });

        assertThatThrownBy(() -> Load.run(side, Duration.ofSeconds(30))).hasMessage("a call failed: refused");
    }

    @Test
    void alternate_changesWhoGoesFirstFromRoundToRound() throws Exception {
        List<String> order = new ArrayList<>();
        Side ours = Side.single(() -> order.add("ours") ? 1 : 0);
        Side baseline = Side.single(() -> order.add("baseline") ? 1 : 0);

        new Rounds(new Schedule(3, Duration.ZERO, Duration.ZERO), () -> order.add("pause")).alternate(ours, baseline);

        assertThat(order)
                .containsExactly(
                        "baseline",
                        "ours", // warm-up
                        "pause",
                        "ours",
                        "pause",
                        "baseline",
                        "pause",
                        "baseline",
                        "pause",
                        "ours",
                        "pause",
                        "ours",
                        "pause",
                        "baseline");
    }

    @Test
    void ratio_isTheMedianOfTheRatiosOfRounds_notTheRatioOfMedians() {
        Schedule schedule = new Schedule(3, MOMENT, MOMENT);
        Comparison comparison = new Comparison(
                List.of(perSecond(10), perSecond(20), perSecond(90)),
                List.of(perSecond(10), perSecond(40), perSecond(30)),
                schedule);

        Measurement measured = comparison.throughput("x", "calls/s", null, Map.of());

        assertThat(measured.value()).isEqualTo(20);
        assertThat(measured.baseline()).isEqualTo(30);
        assertThat(measured.ratio()).isEqualTo(1);
        assertThat(measured.spread()).isEqualTo(new Measurement.Spread(10, 90));
    }

    @Test
    void median_ofAnEvenNumber_isTheMeanOfTheTwoInTheMiddle() {
        assertThat(Comparison.median(4, 1, 3, 2)).isEqualTo(2.5);
    }

    private static Sample perSecond(long units) {
        return new Sample(units, 1_000_000_000, Tally.noLatencies());
    }
}
