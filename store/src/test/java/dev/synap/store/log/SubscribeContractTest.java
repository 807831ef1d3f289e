package dev.synap.store.log;

import static dev.synap.store.log.TestEvents.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Subscribing: what exists, then what comes, each event in its turn. */
class SubscribeContractTest extends EventLogContract {

    private final List<Long> seen = new CopyOnWriteArrayList<>();

    @Test
    void subscription_replaysThenFollows() {
        // given
        append(TestEvents.updates("n1", 3));

        // when
        try (Subscription subscription = log.subscribe(workspace, 1, event -> seen.add(event.position()))) {
            await().untilAsserted(() -> assertThat(seen).containsExactly(2L, 3L));
            append(TestEvents.updates("n1", 2));

            // then
            await().untilAsserted(() -> assertThat(seen).containsExactly(2L, 3L, 4L, 5L));
            await().untilAsserted(() -> assertThat(subscription.position()).isEqualTo(5));
        }
    }

    @Test
    void subscription_handsOverWholeEvents() {
        List<Event> events = new CopyOnWriteArrayList<>();
        append(draft("n1", "note.created").data(data -> data.put("x", 1)));
        try (Subscription subscription = log.subscribe(workspace, 0, events::add)) {
            await().untilAsserted(() -> assertThat(events).isEqualTo(stored()).hasSize(1));
        }
    }

    @Test
    void seamBetweenReplayAndLive_hasNoGapAndNoRepeat() throws Exception {
        // given
        int writers = 8;
        int each = 60;
        append(TestEvents.updates("n0", 700));
        List<List<Long>> all = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();

        // when: subscriptions start while others write
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                String subject = "n" + writer;
                threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        append(draft(subject, "note.updated"));
                    }
                });
            }
            for (int i = 0; i < 6; i++) {
                List<Long> positions = new CopyOnWriteArrayList<>();
                all.add(positions);
                subscriptions.add(log.subscribe(workspace, 0, event -> positions.add(event.position())));
                append(draft("late", "note.updated"));
            }
        }

        // then
        long last = 700 + writers * each + 6;
        assertThat(log.position(workspace)).isEqualTo(last);
        for (List<Long> positions : all) {
            await().atMost(30, TimeUnit.SECONDS).until(() -> positions.size() >= last);
            assertThat(positions)
                    .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
        }
        subscriptions.forEach(Subscription::close);
    }

    @Test
    void appendsOfAnotherProcess_arriveToo() {
        try (Subscription subscription = log.subscribe(workspace, 0, event -> seen.add(event.position()));
                EventLog other = storage.open(clock)) {
            other.append(TestEvents.request(workspace, draft("n1", "note.created")));
            await().untilAsserted(() -> assertThat(seen).containsExactly(1L));
        }
    }

    @Test
    void subscriberThatThrows_getsTheSameEventAgain() {
        // given
        AtomicInteger faults = new AtomicInteger();
        append(TestEvents.updates("n1", 3));

        // when
        try (Subscription subscription = log.subscribe(workspace, 0, event -> {
            if (event.position() == 2 && faults.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
            }
            if (event.position() == 3 && faults.incrementAndGet() == 3) {
                throw new AssertionError("nor now");
            }
            seen.add(event.position());
        })) {

            // then
            await().untilAsserted(() -> assertThat(seen).containsExactly(1L, 2L, 3L));
            assertThat(faults).hasValueGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void subscriberThatWasInterrupted_goesOn() {
        append(TestEvents.updates("n1", 1));
        try (Subscription subscription = log.subscribe(workspace, 0, event -> {
            seen.add(event.position());
            Thread.currentThread().interrupt();
        })) {
            await().untilAsserted(() -> assertThat(seen).contains(1L));
            append(TestEvents.updates("n1", 1));
            await().untilAsserted(() -> assertThat(seen).containsExactly(1L, 2L));
        }
    }

    @Test
    void closedSubscription_getsNothingMore() {
        // given
        append(TestEvents.updates("n1", 1));
        Subscription subscription = log.subscribe(workspace, 0, event -> seen.add(event.position()));
        await().untilAsserted(() -> assertThat(seen).containsExactly(1L));

        // when
        subscription.close();
        subscription.close();
        append(TestEvents.updates("n1", 5));

        // then: a subscription that began later has them all, the closed one none
        List<Long> later = new CopyOnWriteArrayList<>();
        try (Subscription open = log.subscribe(workspace, 0, event -> later.add(event.position()))) {
            await().untilAsserted(() -> assertThat(later).hasSize(6));
        }
        assertThat(seen).containsExactly(1L);
    }

    @Test
    void subscriptionClosedByItsSubscriber_endsThereAndLetsItFinish() throws Exception {
        // given
        append(TestEvents.updates("n1", 5));
        CompletableFuture<Subscription> self = new CompletableFuture<>();
        CompletableFuture<Long> readAfterClosing = new CompletableFuture<>();

        // when
        self.complete(log.subscribe(workspace, 0, event -> {
            seen.add(event.position());
            if (event.position() == 2) {
                self.join().close();
                readAfterClosing.complete(log.position(workspace));
            }
        }));

        // then
        await().until(readAfterClosing::isDone);
        assertThat(readAfterClosing).isCompletedWithValue(5L);
        self.get().close();
        assertThat(seen).containsExactly(1L, 2L);
    }

    @Test
    void closingTheLog_endsItsSubscriptions() {
        append(TestEvents.updates("n1", 1));
        log.subscribe(workspace, 0, event -> seen.add(event.position()));
        await().untilAsserted(() -> assertThat(seen).containsExactly(1L));
        reopen();
        append(TestEvents.updates("n1", 2));
        List<Long> later = new CopyOnWriteArrayList<>();
        try (Subscription open = log.subscribe(workspace, 0, event -> later.add(event.position()))) {
            await().untilAsserted(() -> assertThat(later).hasSize(3));
        }
        assertThat(seen).containsExactly(1L);
    }

    @Test
    void subscriptionBehindANegativePosition_isRefused() {
        assertThatThrownBy(() -> log.subscribe(workspace, -1, event -> {})).isInstanceOf(InvalidInputException.class);
    }
}
