package dev.synap.bench.log;

import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.ExpectedVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writers who append many events at once, each batch with the exact version of every subject in it. */
final class SynapBatches implements Side {

    private final List<Writer> writers;

    SynapBatches(EventLog log, SampleEvents events, List<BatchSubjects> subjects) {
        writers = subjects.stream().map(own -> new Writer(log, events, own)).toList();
    }

    @Override
    public List<? extends Worker> workers() {
        return writers;
    }

    private record Writer(EventLog log, SampleEvents events, BatchSubjects subjects) implements Worker {
        @Override
        public long work() {
            subjects.next();
            List<NewEvent> batch = new ArrayList<>();
            Map<String, ExpectedVersion> expected = new HashMap<>();
            for (String id : subjects.ids()) {
                expected.put(id, ExpectedVersion.exactly(subjects.version()));
                for (int i = 0; i < BatchSubjects.EVENTS_PER_SUBJECT; i++) {
                    batch.add(events.next(id, subjects.random()));
                }
            }
            log.append(new AppendRequest(subjects.workspaceId(), batch, expected))
                    .orThrow();
            subjects.grown();
            return batch.size();
        }
    }
}
