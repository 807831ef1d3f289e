package dev.synap.bench.log;

import dev.synap.bench.sample.SampleEvents;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * One workspace to read from: subjects of 10, 100 and 1,000 events, whose events lie scattered over the
 * log, of several types, users and changes, a second apart. What is in it follows from its size alone.
 */
final class ReadData {

    static final String WORKSPACE = "bench_read";
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final List<String> TYPES =
            List.of("note.content_updated", "note.title_changed", "task.updated", "task.completed", "comment.updated");
    static final int USERS = 50;
    static final int EVENTS_PER_CHANGE = 10;

    private static final int BATCH = 1_000;

    private final int size;
    private final SampleEvents events = new SampleEvents();

    ReadData(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    static String eventId(int number) {
        return "evt_read_" + number;
    }

    static String user(int number) {
        return "user_" + number;
    }

    static String change(int number) {
        return "change_" + number;
    }

    static String subject(int length, int number) {
        return "note_of_%d_%d".formatted(length, number);
    }

    int changes() {
        return size / EVENTS_PER_CHANGE;
    }

    /** How many subjects of this length there are: each length has a third of the events. */
    int subjects(int length) {
        return size / 3 / length;
    }

    void appendTo(EventLog log) {
        List<String> order = shuffledSubjects();
        SplittableRandom random = new SplittableRandom(11);
        List<NewEvent> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(event(i, order.get(i), random));
            if (batch.size() == BATCH || i == size - 1) {
                log.append(AppendRequest.of(WORKSPACE, batch)).orThrow();
                batch.clear();
            }
        }
    }

    private NewEvent event(int number, String subjectId, SplittableRandom random) {
        return new NewEvent(
                eventId(number),
                TYPES.get(random.nextInt(TYPES.size())),
                subjectId,
                "note",
                events.data(random),
                SampleEvents.METADATA,
                user(random.nextInt(USERS)),
                SampleEvents.SOURCE,
                change(number / EVENTS_PER_CHANGE),
                null,
                START.plusSeconds(number));
    }

    private List<String> shuffledSubjects() {
        List<String> order = new ArrayList<>();
        for (int length : List.of(10, 100, 1_000)) {
            for (int i = 0; i < subjects(length) * length; i++) {
                order.add(subject(length, i / length));
            }
        }
        while (order.size() < size) {
            order.add("note_rest");
        }
        Collections.shuffle(order, new Random(13));
        return order;
    }
}
