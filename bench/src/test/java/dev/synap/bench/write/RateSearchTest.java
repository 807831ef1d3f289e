package dev.synap.bench.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.synap.bench.load.OpenSample;
import dev.synap.bench.load.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateSearchTest {

    private final List<Double> tried = new ArrayList<>();
    private final List<Double> confirmed = new ArrayList<>();

    @Test
    void search_climbsUntilARateDoesNotHold_andConfirmsTheLastThatDid() throws Exception {
        assertThat(search(160, 160).from(100).perSecond()).isEqualTo(156.25);

        assertThat(tried).containsExactly(100.0, 125.0, 156.25, 195.3125);
        assertThat(confirmed).containsExactly(156.25);
    }

    @Test
    void search_goesDown_whenTheFirstRateDoesNotHold() throws Exception {
        assertThat(search(70, 70).from(100).perSecond()).isEqualTo(64);

        assertThat(tried).containsExactly(100.0, 80.0, 64.0);
    }

    @Test
    void search_stepsBack_whenARateHoldsForAWhileOnly() throws Exception {
        assertThat(search(130, 115).from(100).perSecond()).isCloseTo(125 / 1.1, within(0.001));

        assertThat(confirmed).hasSize(2).first().isEqualTo(125.0);
    }

    @Test
    void search_fails_whenNoRateHolds() {
        assertThatThrownBy(() -> search(0, 0).from(100)).hasMessage("no rate was held, down to 1.4 a second");
        assertThatThrownBy(() -> search(1_000, 1).from(900)).hasMessageStartingWith("no rate was held, down to 614.");
    }

    /** A search of something that holds so many calls a second in a trial, and so many for long. */
    private RateSearch search(double shortly, double forLong) {
        return new RateSearch(
                rate -> {
                    tried.add(rate);
                    return sample(rate <= shortly);
                },
                rate -> {
                    confirmed.add(rate);
                    return sample(rate <= forLong);
                },
                Duration.ofMillis(250));
    }

    private static OpenSample sample(boolean held) {
        return new OpenSample(Sample.withoutCalls(held ? 10 : 9, 1), 10, Duration.ZERO);
    }
}
