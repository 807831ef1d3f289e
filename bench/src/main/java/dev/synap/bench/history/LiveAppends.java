package dev.synap.bench.history;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Load;
import dev.synap.bench.load.Sample;
import dev.synap.bench.load.Schedule;
import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.core.log.AppendRequest;
import dev.synap.store.rebuild.Rebuild;
import dev.synap.store.rebuild.Rebuilds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Appends of one event each in a closed loop, alone and while rebuilds run, in turns. */
final class LiveAppends {

    static final int THREADS = 8;
    static final int ROUNDS = 2;

    private static final String WORKSPACE = "bench_live";
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final SampleEvents events = new SampleEvents();
    private final OpenLog log;
    private final Rebuilds rebuilds;
    private final Duration round;

    LiveAppends(OpenLog log, Rebuilds rebuilds, Duration round) {
        this.log = log;
        this.rebuilds = rebuilds;
        this.round = round;
    }

    /** How long each round takes: about as long as a rebuild that gives way to them. */
    static Duration time(HistoryScale scale) {
        return Duration.ofMillis(500 + scale.events() / 40);
    }

    /** Appends beside rebuilds, to appends alone. */
    Comparison measure() throws Exception {
        List<Sample> alone = new ArrayList<>();
        List<Sample> beside = new ArrayList<>();
        Load.run(side(), round);
        for (int i = 0; i < ROUNDS; i++) {
            alone.add(Load.run(side(), round));
            AtomicBoolean stop = new AtomicBoolean();
            Thread rebuilding = Thread.ofPlatform().start(() -> rebuildUntil(stop));
            beside.add(Load.run(side(), round));
            stop.set(true);
            rebuilding.join();
        }
        return new Comparison(beside, alone, new Schedule(ROUNDS, round, round));
    }

    private void rebuildUntil(AtomicBoolean stop) {
        try {
            while (!stop.get()) {
                Rebuild rebuild = rebuilds.request(Rebuilds.ALL, "bench");
                while (rebuilds.find(rebuild.id()).orElseThrow().status() == Rebuild.Status.RUNNING) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Side side() {
        return () -> IntStream.range(0, THREADS)
                .mapToObj(number -> {
                    SplittableRandom random = new SplittableRandom(number);
                    return (Worker) () -> {
                        String note = "note_" + random.nextInt(1_000);
                        log.events()
                                .append(AppendRequest.of(WORKSPACE + number % 4, List.of(events.next(note, random))))
                                .orThrow();
                        return 1;
                    };
                })
                .toList();
    }
}
