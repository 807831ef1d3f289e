package dev.synap.bench.log;

import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.ExpectedVersion;
import java.util.List;
import java.util.stream.IntStream;

/** Writers who append one event at a time in process, each with the exact version that it expects. */
final class SynapAppends implements Side {

    private final List<Writer> writers;

    SynapAppends(EventLog log, SampleEvents events, List<Subjects> subjects) {
        writers = subjects.stream().map(own -> new Writer(log, events, own)).toList();
    }

    /** Writers with new subjects. */
    static SynapAppends fresh(EventLog log, SampleEvents events, String prefix, int threads, int workspaces) {
        return new SynapAppends(
                log,
                events,
                IntStream.range(0, threads)
                        .mapToObj(writer -> Subjects.fresh(prefix, writer, workspaces))
                        .toList());
    }

    @Override
    public List<? extends Worker> workers() {
        return writers;
    }

    private record Writer(EventLog log, SampleEvents events, Subjects subjects) implements Worker {
        @Override
        public long work() {
            subjects.next();
            NewEvent event = events.next(subjects.id(), subjects.random());
            log.append(AppendRequest.of(subjects.workspaceId(), event, ExpectedVersion.exactly(subjects.version())))
                    .orThrow();
            subjects.grown();
            return 1;
        }
    }
}
