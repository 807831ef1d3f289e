package dev.synap.store.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.feed.Backoff;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lanes are held by one sender at a time, and nothing that waits is lost, whoever dies. */
class DeliveryQueueTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Attempt OK = new Attempt(200, Duration.ofMillis(5), null, null, false);
    private static final Attempt FAILED =
            new Attempt(500, Duration.ofMillis(5), "the receiver answered 500", null, false);
    private static final Backoff AT_ONCE = new Backoff(Duration.ZERO, Duration.ZERO, 3, new Random(1));

    private static Database database;
    private static PostgresEventLog log;

    // Only who has the key takes what is sealed with it, so that tests do not meet.
    private final String key = TestEvents.unique("key");
    private final String workspace = TestEvents.unique("ws");
    private Webhooks webhooks;
    private Deliveries deliveries;
    private DeliveryQueue queue;
    private Webhook webhook;

    @BeforeAll
    static void open() {
        database =
                Database.connect(DatabaseSettings.parse(TestPostgres.bundled().createDatabase()));
        log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {});
    }

    @AfterAll
    static void close() {
        log.close();
        database.close();
    }

    @BeforeEach
    void makeAWebhook() {
        webhooks = new Webhooks(database.dataSource(), log);
        deliveries = new Deliveries(database.dataSource());
        queue = queue(Duration.ofDays(3), 100);
        webhook = made("one");
    }

    @Test
    void aLane_isHeldByOne_andGivesWhatIsFirst() throws SQLException {
        happens("note_1", "note_2", "note_1");

        List<Lane> lanes = claim(LONG);

        assertThat(lanes).extracting(Lane::subjectId).containsExactlyInAnyOrder("note_1", "note_2");
        assertThat(claim(LONG)).isEmpty();
        Lane first = lane(lanes, "note_1");
        assertThat(position(first)).isEqualTo(1);
        assertThat(tell(first, OK)).isTrue();
        Lane again = lane(claim(LONG), "note_1");
        assertThat(position(again)).isEqualTo(3);
        assertThat(tell(again, OK)).isTrue();
        assertThat(claim(LONG)).isEmpty();
    }

    @Test
    void whoDiesWithALane_leavesItToAnother_andWhoComesBackSaysNothing() throws SQLException {
        happens("note_1", "note_1");
        Lane dead = claim(Duration.ZERO).getFirst();

        Lane other = claim(LONG).getFirst();

        assertThat(other.subjectId()).isEqualTo(dead.subjectId());
        assertThat(tell(dead, FAILED)).isFalse();
        assertThat(queue.next(other).orElseThrow().delivery().attempts()).isZero();
        queue.leave(dead);
        assertThat(claim(LONG)).isEmpty();
        assertThat(tell(other, OK)).isTrue();
        assertThat(position(claim(LONG).getFirst())).isEqualTo(2);
    }

    @Test
    void whatComesWhileTheLastOneIsSent_isNotForgotten() throws SQLException {
        happens("note_1");
        Lane lane = claim(LONG).getFirst();
        happens("note_1");

        tell(lane, OK);

        assertThat(position(claim(LONG).getFirst())).isEqualTo(2);
    }

    @Test
    void whatComesAfterALaneWasClosed_opensIt() throws SQLException {
        happens("note_1");
        tell(claim(LONG).getFirst(), OK);
        happens("note_1");

        assertThat(position(claim(LONG).getFirst())).isEqualTo(2);
    }

    @Test
    void whatIsPutDownTwice_isSentOnce() throws SQLException {
        List<Event> events = append("note_1");
        putDown(events);
        putDown(events);

        tell(claim(LONG).getFirst(), OK);
        putDown(events);
        claim(LONG).forEach(queue::leave);

        assertThat(claim(LONG)).isEmpty();
        assertThat(list()).extracting(Delivery::status).containsExactly(Delivery.Status.DELIVERED);
    }

    @Test
    void whatFailsTooOften_isParked_andTheNextOneIsDue() throws SQLException {
        happens("note_1", "note_1");
        for (int i = 0; i < 3; i++) {
            Lane lane = claim(LONG).getFirst();
            assertThat(position(lane)).isEqualTo(1);
            tell(lane, FAILED);
        }

        assertThat(position(claim(LONG).getFirst())).isEqualTo(2);
        assertThat(list())
                .extracting(Delivery::status)
                .containsExactly(Delivery.Status.PENDING, Delivery.Status.PARKED);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT10S", "PT5S, PT10S", "PT30S, PT30S", "PT59M, PT59M", "P30D, PT1H"})
    void aReceiverThatAsksForTime_hasIt_withinBounds(Duration asked, Duration given) throws SQLException {
        happens("note_1");
        Backoff still = new Backoff(Duration.ofSeconds(10), Duration.ofHours(1), 3, () -> 0);
        DeliveryQueue waiting =
                new DeliveryQueue(database.dataSource(), new Patience(still, LONG, 100, Duration.ofDays(30)));
        Lane lane = claim(LONG).getFirst();
        Delivery delivery = waiting.next(lane).orElseThrow().delivery();

        waiting.tell(lane, delivery, new Attempt(503, Duration.ofMillis(5), "the receiver answered 503", asked, false));

        Delivery told = list().getFirst();
        assertThat(Duration.between(told.attemptedAt(), told.nextAttemptAt())).isCloseTo(given, Duration.ofMillis(50));
        assertThat(claim(LONG)).isEmpty();
    }

    @Test
    void aBusyWebhook_leavesSendersToOthers() throws SQLException {
        Webhook other = made("two");
        happens("note_1", "note_2", "note_3", "note_4", "note_5");

        List<Lane> both = queue.claim(key, List.of(), 10, 2, LONG);
        DeliveryQueue.Busy busy = new DeliveryQueue.Busy(workspace, webhook.webhookId(), 2);
        List<Lane> more = queue.claim(key, List.of(busy), 10, 2, LONG);

        assertThat(both.stream().collect(Collectors.groupingBy(Lane::webhookId, Collectors.counting())))
                .containsEntry(webhook.webhookId(), 2L)
                .containsEntry(other.webhookId(), 2L);
        assertThat(more).extracting(Lane::webhookId).containsOnly(other.webhookId());
        assertThat(queue.claim("another-key", List.of(), 10, 2, LONG)).isEmpty();
    }

    @Test
    void aDisabledWebhook_keepsWhatWaits() throws SQLException {
        happens("note_1", "note_2");
        Lane held = claim(LONG).getFirst();

        change(false);
        assertThat(queue.next(held)).isEmpty();
        queue.leave(held);
        happens("note_3");

        assertThat(claim(LONG)).isEmpty();
        change(true);
        assertThat(claim(Duration.ZERO)).extracting(Lane::subjectId).contains(held.subjectId());
        assertThat(list()).extracting(Delivery::subjectId).containsExactly("note_2", "note_1");
    }

    @Test
    void aWebhookForWhichTooMuchWaits_isDisabled() throws SQLException {
        DeliveryQueue little = queue(Duration.ofDays(3), 2);
        happens("note_1", "note_2");
        little.tidy();
        assertThat(find().enabled()).isTrue();
        happens("note_1");

        little.tidy();

        assertThat(find().enabled()).isFalse();
        assertThat(find().disabledReason()).isEqualTo("more than 2 deliveries wait for the receiver");
        assertThat(claim(LONG)).isEmpty();
    }

    @Test
    void whatIsLongPast_isForgotten_whatWaitsIsNot() throws SQLException {
        happens("note_1", "note_2");
        tell(lane(claim(LONG), "note_1"), OK);

        new DeliveryQueue(database.dataSource(), new Patience(AT_ONCE, LONG, 100, Duration.ofMinutes(1))).tidy();
        assertThat(list()).hasSize(2);
        new DeliveryQueue(database.dataSource(), new Patience(AT_ONCE, LONG, 100, Duration.ofMinutes(-1))).tidy();

        assertThat(list()).extracting(Delivery::subjectId).containsExactly("note_2");
    }

    @Test
    void aRemovedWebhook_takesAllWithIt() throws SQLException {
        happens("note_1");
        Lane held = claim(LONG).getFirst();
        List<Event> late = append("note_1");
        var reaction = new WebhookSubscriber(database.dataSource()).react(workspace, late);

        assertThat(webhooks.delete(workspace, webhook.webhookId(), said())).isTrue();

        try (Connection connection = database.dataSource().getConnection()) {
            reaction.tables().write(connection);
        }
        assertThat(queue.next(held)).isEmpty();
        queue.leave(held);
        assertThat(claim(LONG)).isEmpty();
        assertThat(list()).isEmpty();
    }

    private DeliveryQueue queue(Duration disableAfter, int maxPending) {
        return new DeliveryQueue(
                database.dataSource(), new Patience(AT_ONCE, disableAfter, maxPending, Duration.ofDays(30)));
    }

    private Webhook made(String id) {
        Webhooks.Made made = webhooks.create(
                workspace,
                id,
                "https://receiver.invalid/",
                List.of("note.*"),
                "",
                new SealedSecret(key, new byte[1]),
                "alice",
                said());
        return ((Webhooks.Made.Done) made).webhook();
    }

    private static NewEvent said() {
        return TestEvents.event("webhook_1", "webhook.changed");
    }

    private Webhook find() {
        return webhooks.find(workspace, webhook.webhookId()).orElseThrow();
    }

    private void change(boolean enabled) {
        webhooks.change(workspace, webhook.webhookId(), new WebhookChange(null, null, null, enabled), said());
    }

    private List<Delivery> list() {
        return deliveries.list(workspace, webhook.webhookId(), null, null, 100);
    }

    /** Something happens to each of these, and the feed puts it down. */
    private void happens(String... subjects) throws SQLException {
        putDown(append(subjects));
    }

    private List<Event> append(String... subjects) {
        long before = log.position(workspace);
        for (String subject : subjects) {
            log.append(TestEvents.request(workspace, TestEvents.draft(subject, "note.updated")))
                    .orThrow();
        }
        try (Stream<Event> events = log.stream(workspace, before)) {
            return events.toList();
        }
    }

    private void putDown(List<Event> events) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new WebhookSubscriber(database.dataSource())
                    .react(workspace, new ArrayList<>(events))
                    .tables()
                    .write(connection);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private List<Lane> claim(Duration holdFor) {
        return queue.claim(key, List.of(), 10, 10, holdFor);
    }

    private static Lane lane(List<Lane> lanes, String subject) {
        return lanes.stream()
                .filter(lane -> lane.subjectId().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    /** Counted from when the webhook was made. */
    private long position(Lane lane) {
        return queue.next(lane).orElseThrow().delivery().position() - webhook.fromPosition();
    }

    private boolean tell(Lane lane, Attempt attempt) {
        return queue.tell(lane, queue.next(lane).orElseThrow().delivery(), attempt);
    }
}
