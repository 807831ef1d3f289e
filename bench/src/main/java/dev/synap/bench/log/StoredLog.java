package dev.synap.bench.log;

import dev.synap.bench.load.Load;
import dev.synap.bench.load.Sample;
import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A log of a given size over many workspaces, all of whose subjects have the same number of events. */
final class StoredLog {

    static final int EVENTS_PER_SUBJECT = 20;

    private static final int LOADERS = 2;
    private static final int SUBJECTS_PER_BATCH = 100;
    private static final int EVENTS_PER_BATCH_AND_SUBJECT = 10;
    private static final int PASSES = EVENTS_PER_SUBJECT / EVENTS_PER_BATCH_AND_SUBJECT;
    private static final int SAID_PER_LOADING = 10;

    private final int workspaces;
    private final int subjectsPerWorkspace;

    StoredLog(int size, int workspaces) {
        this.workspaces = workspaces;
        this.subjectsPerWorkspace = Math.ceilDiv(size, workspaces * EVENTS_PER_SUBJECT);
    }

    /** The number of events, which the workspaces share alike. */
    long size() {
        return (long) workspaces * subjectsPerWorkspace * EVENTS_PER_SUBJECT;
    }

    /** Appends all of it. A subject's events come in two parts, so that they lie apart as they do in life. */
    void load(EventLog log, SampleEvents events, Progress progress) throws Exception {
        progress.step("loading %,d events".formatted(size()));
        Loading loading = new Loading(log, events, progress);
        Side loaders = () -> IntStream.range(0, LOADERS)
                .mapToObj(number -> {
                    SplittableRandom random = new SplittableRandom(number);
                    return (Worker) () -> loading.next(random);
                })
                .toList();
        Sample sample = Load.runUnits(loaders, size());
        progress.step("    loaded %,.0f events/s".formatted(sample.perSecond()));
    }

    /** All subjects, dealt out to so many writers. */
    List<Subjects> split(int writers) {
        List<Subjects> split = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            List<String> workspaceIds = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            for (int i = writer; i < workspaces * subjectsPerWorkspace; i += writers) {
                workspaceIds.add(Subjects.workspace(i % workspaces));
                ids.add(subject(i / workspaces));
            }
            split.add(Subjects.stored(
                    workspaceIds.toArray(String[]::new), ids.toArray(String[]::new), EVENTS_PER_SUBJECT, writer));
        }
        return split;
    }

    /** Ids in no order, as ids are that come from many clients. */
    private static String subject(int number) {
        return Ids.derived("note", Integer.toString(number));
    }

    private final class Loading {
        private final EventLog log;
        private final SampleEvents events;
        private final Progress progress;
        private final int batchesPerWorkspace = Math.ceilDiv(subjectsPerWorkspace, SUBJECTS_PER_BATCH);
        private final int batches = PASSES * batchesPerWorkspace * workspaces;
        private final AtomicInteger begun = new AtomicInteger();

        Loading(EventLog log, SampleEvents events, Progress progress) {
            this.log = log;
            this.events = events;
            this.progress = progress;
        }

        /** Appends the next batch; does nothing when another loader has begun the last one. */
        long next(SplittableRandom random) {
            int number = begun.getAndIncrement();
            if (number >= batches) {
                Thread.onSpinWait();
                return 0;
            }
            if (number % Math.max(1, batches / SAID_PER_LOADING) == 0 && batches > SAID_PER_LOADING * 20) {
                progress.step("    %d %%".formatted(number * 100L / batches));
            }
            int first = number / workspaces % batchesPerWorkspace * SUBJECTS_PER_BATCH;
            List<NewEvent> batch = new ArrayList<>();
            for (int i = first; i < Math.min(first + SUBJECTS_PER_BATCH, subjectsPerWorkspace); i++) {
                for (int j = 0; j < EVENTS_PER_BATCH_AND_SUBJECT; j++) {
                    batch.add(events.next(subject(i), random));
                }
            }
            log.append(AppendRequest.of(Subjects.workspace(number % workspaces), batch))
                    .orThrow();
            return batch.size();
        }
    }
}
