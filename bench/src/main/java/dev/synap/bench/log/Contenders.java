package dev.synap.bench.log;

import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.core.error.AppendRefusedException;
import dev.synap.core.event.Event;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.DuplicateId;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.core.log.PageRequest;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Writers who contend for one subject. Each keeps the versions that it was told it had written. */
final class Contenders implements Side {

    private final EventLog log;
    private final SampleEvents events;
    private final String workspaceId;
    private final String subjectId;
    private final LongAdder conflicts = new LongAdder();
    private final List<Writer> writers;

    Contenders(EventLog log, SampleEvents events, String workspaceId, String subjectId, int count) {
        this.log = log;
        this.events = events;
        this.workspaceId = workspaceId;
        this.subjectId = subjectId;
        this.writers = IntStream.range(0, count).mapToObj(Writer::new).toList();
    }

    @Override
    public List<? extends Worker> workers() {
        return writers;
    }

    /** How often a writer had to try again, so far. */
    long conflicts() {
        return conflicts.sum();
    }

    /** All versions that any writer was told it had written, in no order. */
    long[] acknowledged() {
        return writers.stream().flatMapToLong(writer -> writer.versions.build()).toArray();
    }

    private final class Writer implements Worker {
        private final SplittableRandom random;
        private final LongStream.Builder versions = LongStream.builder();

        Writer(int seed) {
            this.random = new SplittableRandom(seed);
        }

        @Override
        public long work() {
            while (!tryOnce()) {
                conflicts.increment();
            }
            return 1;
        }

        private boolean tryOnce() {
            AppendResult result = log.append(AppendRequest.of(
                    workspaceId, events.next(subjectId, random), ExpectedVersion.exactly(readVersion())));
            return switch (result) {
                case Appended appended -> {
                    versions.add(appended.first().version());
                    yield true;
                }
                case VersionConflict conflict -> false;
                case DuplicateId duplicate ->
                    throw new AppendRefusedException("duplicate-event-id", duplicate + " for a new id");
            };
        }

        private long readVersion() {
            List<Event> last = log.history(workspaceId, subjectId, AsOf.latest(), PageRequest.last(1))
                    .events();
            return last.isEmpty() ? 0 : last.getFirst().version();
        }
    }
}
