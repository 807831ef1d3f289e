package dev.synap.bench.sample;

import dev.synap.bench.load.Load;
import dev.synap.bench.load.Sample;
import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.run.Progress;
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
public final class StoredLog {

    public static final int EVENTS_PER_SUBJECT = 20;

    private static final int LOADERS = 2;
    private static final int SUBJECTS_PER_BATCH = 100;
    private static final int EVENTS_PER_BATCH_AND_SUBJECT = 10;
    private static final int PASSES = EVENTS_PER_SUBJECT / EVENTS_PER_BATCH_AND_SUBJECT;
    private static final int SAID_PER_LOADING = 10;

    private final int workspaces;
    private final int subjectsPerWorkspace;
    private final Life life;

    /**
     * A log that is not stored yet.
     *
     * @param size about how many events
     * @param life of each subject
     */
    public StoredLog(int size, int workspaces, Life life) {
        this.workspaces = workspaces;
        this.life = life;
        this.subjectsPerWorkspace = Math.ceilDiv(size, workspaces * EVENTS_PER_SUBJECT);
    }

    /** The number of events, which the workspaces share alike. */
    public long size() {
        return (long) workspaces * subjectsPerWorkspace * EVENTS_PER_SUBJECT;
    }

    /** The number of subjects. */
    public long subjects() {
        return (long) workspaces * subjectsPerWorkspace;
    }

    /** Where the log of each workspace ends. */
    public long positions() {
        return (long) subjectsPerWorkspace * EVENTS_PER_SUBJECT;
    }

    /** Appends all of it. A subject's events come in two parts, so that they lie apart as they do in life. */
    public void load(EventLog log, Progress progress) throws Exception {
        progress.step("loading %,d events".formatted(size()));
        Loading loading = new Loading(log, progress);
        Side loaders = () -> IntStream.range(0, LOADERS)
                .mapToObj(number -> {
                    SplittableRandom random = new SplittableRandom(number);
                    return (Worker) () -> loading.next(random);
                })
                .toList();
        Sample sample = Load.runUnits(loaders, size());
        progress.step("    loaded %,.0f events/s".formatted(sample.perSecond()));
    }

    /** All subjects, which are notes, dealt out to so many writers. */
    public List<Subjects> split(int writers) {
        List<Subjects> split = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            List<String> workspaceIds = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            for (int i = writer; i < workspaces * subjectsPerWorkspace; i += writers) {
                workspaceIds.add(Subjects.workspace(i % workspaces));
                ids.add(noteId(i / workspaces));
            }
            split.add(Subjects.stored(
                    workspaceIds.toArray(String[]::new), ids.toArray(String[]::new), EVENTS_PER_SUBJECT, writer));
        }
        return split;
    }

    /** Ids in no order, as ids are that come from many clients. */
    private static String noteId(int number) {
        return Ids.derived("note", Integer.toString(number));
    }

    /** What happens to a subject. Thread-safe. */
    public interface Life {

        /**
         * One of its events.
         *
         * @param subject its number in its workspace, from 0
         * @param version from 1
         */
        NewEvent event(int subject, int version, SplittableRandom random);

        /** Subjects are notes, which are edited all the time. */
        static Life ofNotes(SampleEvents events) {
            return (subject, version, random) -> events.next(noteId(subject), random);
        }
    }

    private final class Loading {
        private final EventLog log;
        private final Progress progress;
        private final int batchesPerWorkspace = Math.ceilDiv(subjectsPerWorkspace, SUBJECTS_PER_BATCH);
        private final int batches = PASSES * batchesPerWorkspace * workspaces;
        private final AtomicInteger begun = new AtomicInteger();

        Loading(EventLog log, Progress progress) {
            this.log = log;
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
            int pass = number / workspaces / batchesPerWorkspace;
            List<NewEvent> batch = new ArrayList<>();
            for (int i = first; i < Math.min(first + SUBJECTS_PER_BATCH, subjectsPerWorkspace); i++) {
                for (int j = 1; j <= EVENTS_PER_BATCH_AND_SUBJECT; j++) {
                    batch.add(life.event(i, pass * EVENTS_PER_BATCH_AND_SUBJECT + j, random));
                }
            }
            log.append(AppendRequest.of(Subjects.workspace(number % workspaces), batch))
                    .orThrow();
            return batch.size();
        }
    }
}
