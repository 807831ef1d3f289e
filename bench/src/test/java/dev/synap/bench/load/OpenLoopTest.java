package dev.synap.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void run_makesEveryCallThatIsDue_andNoneBeforeItsTime() throws Exception {
        OpenSample made = OpenLoop.run(() -> List.of(() -> 1, () -> 1), 500, Duration.ofMillis(100), PATIENCE);

        assertThat(made.due()).isEqualTo(50);
        assertThat(made.sample().units()).isEqualTo(50);
        assertThat(made.sample().latency().getTotalCount()).isEqualTo(50);
        // The last of 50 calls is due after 98 ms.
        assertThat(made.sample().nanos()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(98));
        assertThat(made.isComplete()).isTrue();
    }

    @Test
    void latency_countsFromWhenACallWasDue_notFromWhenItCouldBegin() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Worker stallsOnce = () -> {
            if (calls.getAndIncrement() == 0) {
                waitFor(Duration.ofMillis(100));
            }
            return 1;
        };

        OpenSample made = OpenLoop.run(Side.single(stallsOnce), 200, Duration.ofMillis(100), PATIENCE);

        // 20 calls were due in the 100 ms of the stall; the tenth of them has waited for half of it.
        assertThat(made.sample().units()).isEqualTo(20);
        assertThat(made.sample().millis(50)).isGreaterThan(40);
        assertThat(made.sample().millis(100)).isGreaterThan(99);
    }

    @Test
    void run_givesUp_whenCallsWouldBeginTooLate() throws Exception {
        Worker slow = () -> {
            waitFor(Duration.ofMillis(10));
            return 1;
        };

        OpenSample made = OpenLoop.run(Side.single(slow), 1_000, Duration.ofSeconds(60), Duration.ofMillis(20));

        assertThat(made.due()).isEqualTo(60_000);
        assertThat(made.sample().units()).isLessThan(100);
        assertThat(made.isComplete()).isFalse();
        assertThat(made.isSustained(PATIENCE)).isFalse();
    }

    @Test
    void run_checksEachAnswer_outsideOfItsLatency() throws Exception {
        AtomicInteger checks = new AtomicInteger();
        Worker worker = new Worker() {
            @Override
            public long work() {
                return 1;
            }

            @Override
            public void check() {
                checks.incrementAndGet();
                waitFor(Duration.ofMillis(50));
            }
        };

        OpenSample made = OpenLoop.run(Side.single(worker), 10, Duration.ofMillis(200), PATIENCE);

        assertThat(checks).hasValue(2);
        assertThat(made.sample().millis(100)).isLessThan(50);
    }

    @Test
    void sustained_needsEveryUnit_promptAnswers_andNothingLeftBehind() {
        Duration within = Duration.ofMillis(250);

        assertThat(sample(100, 100, 200, 200).isSustained(within)).isTrue();
        assertThat(sample(99, 100, 200, 200).isSustained(within)).isFalse();
        assertThat(sample(100, 100, 300, 200).isSustained(within)).isFalse();
        assertThat(sample(100, 100, 200, 300).isSustained(within)).isFalse();
    }

    @Test
    void openRounds_fail_whenCallsWouldBeginTooLate() {
        Schedule schedule = new Schedule(1, Duration.ofMillis(10), Duration.ZERO);
        Rounds rounds = Rounds.open(schedule, () -> {}, 500, Duration.ofMillis(20));
        Worker slow = () -> {
            waitFor(Duration.ofMillis(100));
            return 1;
        };

        assertThatThrownBy(() -> rounds.alternate(Side.single(slow), Side.single(() -> 1)))
                .hasMessage("of 5 calls that were due, only 1 could be made in time");
    }

    private static OpenSample sample(long units, long due, long millis, long behindMillis) {
        Tally tally = new Tally(0);
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        tally.add(units, 0, nanos);
        return new OpenSample(Tally.sum(List.of(tally)), due, Duration.ofMillis(behindMillis));
    }

    private static void waitFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
