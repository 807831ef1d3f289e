package dev.synap.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.server.http.Api;
import dev.synap.server.http.Reply;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import dev.synap.server.webhook.TestReceiver.Received;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.feed.Backoff;
import dev.synap.store.webhook.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What receivers are sent: signed, in order, until it comes through. */
class WebhookDeliveryTest {

    private static final int ATTEMPTS = 4;
    private static final Patience QUICK = new Patience(
            new Backoff(Duration.ofMillis(20), Duration.ofHours(1), ATTEMPTS, new Random(1)),
            Duration.ofDays(3),
            100_000,
            Duration.ofDays(30));
    private static final WebhookSettings SETTINGS =
            new WebhookSettings(true, Duration.ofSeconds(5), Duration.ofMillis(20), QUICK);

    private static final RunningServer SERVER = TestServer.startWithWebhooks(TestServer.newDatabase(), SETTINGS);

    private final Api owner = Api.of(SERVER, TestServer.ADMIN_KEY);
    private final String w = owner.newWorkspace();
    private TestReceiver receiver;

    @BeforeAll
    static void isUp() {
        assertThat(SERVER.port()).isPositive();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void listen() throws IOException {
        receiver = new TestReceiver();
    }

    @AfterEach
    void stopListening() {
        receiver.close();
    }

    @Test
    void anEvent_isSentAsTheApiShowsIt_signed() {
        Reply made = hook("note.*");
        append("note.created", "note_1");

        Received received = receiver.next();

        assertThat(received.type()).isEqualTo("note.created");
        assertThat(received.json().get("data"))
                .isEqualTo(owner.get(w + "/events").at("/events/1"));
        assertThat(received.json().get("timestamp")).isEqualTo(received.json().at("/data/timestamp"));
        assertThat(Instant.ofEpochSecond(Long.parseLong(received.timestamp())))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(received.signature()).isEqualTo(signature(made.at("/secret").stringValue(), received));
        assertThat(deliveries(made, "delivered")).singleElement().satisfies(delivery -> {
            assertThat(delivery.get("id").stringValue()).isEqualTo(received.id());
            assertThat(delivery.get("attempts").intValue()).isEqualTo(1);
            assertThat(delivery.get("httpStatus").intValue()).isEqualTo(200);
            assertThat(delivery.get("durationMillis").longValue()).isNotNegative();
            assertThat(delivery.get("error").isNull()).isTrue();
        });
    }

    @Test
    void onlyWhatIsAskedFor_andCameAfterwards_isSent() {
        append("note.created", "note_1");
        hook("note.updated");
        append("note.updated", "note_1");
        append("note.archived", "note_1");
        append("notebook.updated", "note_2");
        append("note.updated", "note_3");

        List<Received> received = receiver.next(2);

        assertThat(received).extracting(Received::type).containsOnly("note.updated");
        assertThat(received).extracting(Received::subject).containsExactlyInAnyOrder("note_1", "note_3");
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void whatFails_isTriedAgain_underTheSameId_andHoldsUpOnlyItsSubject() {
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch othersCameThrough = new CountDownLatch(3);
        receiver.answer(received -> {
            if (received.subject().equals("note_ill") && received.position() == 2) {
                if (failures.getAndIncrement() == 0) {
                    return 500;
                }
                waitFor(othersCameThrough);
                return 200;
            }
            if (received.subject().equals("note_well")) {
                othersCameThrough.countDown();
            }
            return 200;
        });
        Reply made = hook("note.*");
        append("note.created", "note_ill");
        append("note.updated", "note_ill");
        IntStream.range(0, 3).forEach(i -> append("note.updated", "note_well"));

        List<Received> received = receiver.next(6);

        assertThat(positions(received, "note_ill")).containsExactly(2L, 2L, 3L);
        assertThat(positions(received, "note_well")).containsExactly(4L, 5L, 6L);
        assertThat(received.stream()
                        .filter(each -> each.position() == 2)
                        .map(Received::id)
                        .distinct())
                .hasSize(1);
        assertThat(deliveries(made, "delivered")).hasSize(5);
    }

    @Test
    void whatFailsTooOften_isParked_theRestGoesOn_andItIsSentOnceMoreByHand() {
        receiver.answer(received -> received.position() == 2 ? 503 : 200);
        Reply made = hook("note.*");
        append("note.created", "note_1");
        append("note.updated", "note_1");

        assertThat(positions(receiver.next(ATTEMPTS + 1), "note_1")).containsExactly(2L, 2L, 2L, 2L, 3L);
        var parked = deliveries(made, "parked").getFirst();
        assertThat(parked.get("attempts").intValue()).isEqualTo(ATTEMPTS);
        assertThat(parked.get("httpStatus").intValue()).isEqualTo(503);
        assertThat(parked.get("error").stringValue()).isEqualTo("the receiver answered 503");
        receiver.answer(received -> 204);
        owner.post(hookPath(made) + "/deliveries/" + parked.get("id").stringValue() + "/retry", "{}")
                .is(202);

        assertThat(receiver.next().id()).isEqualTo(parked.get("id").stringValue());
        assertThat(deliveries(made, "delivered")).hasSize(2);
        assertThat(owner.get(hookPath(made)).at("/failingSince").isNull()).isTrue();
    }

    @Test
    void aReceiverThatSaysWhenToComeAgain_isLeftAloneUntilThen() {
        receiver.answer(received -> received.position() == 2 ? 429 : 200);
        receiver.retryAfter("1800");
        Reply made = hook("note.*");
        append("note.created", "note_1");
        append("note.created", "note_2");

        assertThat(receiver.next(2)).extracting(Received::subject).containsExactlyInAnyOrder("note_1", "note_2");
        await().until(() -> owner.get(hookPath(made) + "/deliveries?status=delivered")
                .at("/items/0/subjectId")
                .asString("")
                .equals("note_2"));

        var waiting = await().until(
                        () -> deliveries(made, "pending").getFirst(),
                        each -> each.get("attempts").intValue() == 1);
        assertThat(Duration.between(time(waiting, "attemptedAt"), time(waiting, "nextAttemptAt")))
                .isCloseTo(Duration.ofMinutes(30), Duration.ofMillis(50));
    }

    @Test
    void aReplay_sendsAllBehindAPosition_inOrder_fromBeforeTheWebhookToo() {
        append("note.created", "note_1");
        append("task.created", "task_1");
        append("note.updated", "note_1");
        Reply made = hook("note.*");
        append("note.updated", "note_1");
        Received live = receiver.next();

        Reply replay = owner.post(hookPath(made) + "/replay", "{\"after\": 1}").is(202);

        assertThat(replay.at("/upTo").longValue()).isEqualTo(5);
        List<Received> again = receiver.next(2);
        assertThat(again).extracting(Received::position).containsExactly(3L, 5L);
        assertThat(again.getLast().id()).isEqualTo(live.id());
        owner.post(hookPath(made) + "/replay", "{}")
                .isProblem(422, "invalid-input")
                .naming("after");
        owner.post(hookPath(made) + "/replay", "{\"after\": -1}")
                .isProblem(422, "invalid-input")
                .naming("after");
    }

    @Test
    void aPing_isADeliveryOfItsOwn() {
        Reply made = hook("nothing.happens");

        Reply ping = owner.post(hookPath(made) + "/ping", "{}").is(202);

        Received received = receiver.next();
        assertThat(received.type()).isEqualTo("webhook.ping");
        assertThat(received.id()).isEqualTo(ping.at("/id").stringValue());
        assertThat(received.json().at("/data/webhookId").stringValue())
                .isEqualTo(made.at("/id").stringValue());
        assertThat(received.signature()).isEqualTo(signature(made.at("/secret").stringValue(), received));
        assertThat(deliveries(made, "delivered")).hasSize(1);
    }

    @Test
    void aNewSecret_signsBesideTheOldOne() {
        Reply made = hook("note.*");
        Reply rotated = owner.post(hookPath(made) + "/rotate-secret", "{}").is(200);
        append("note.created", "note_1");

        Received received = receiver.next();

        String before = made.at("/secret").stringValue();
        String now = rotated.at("/secret").stringValue();
        assertThat(now).startsWith("whsec_").isNotEqualTo(before);
        assertThat(received.signature()).isEqualTo(signature(now, received) + " " + signature(before, received));
    }

    @Test
    void aSecret_isShownOnce() {
        Reply made = hook("note.*");
        String secret = made.at("/secret").stringValue();

        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
        assertThat(owner.get(hookPath(made)).body()).doesNotContain(secret, "\"secret\"");
        assertThat(owner.get(w + "/webhooks").body()).doesNotContain(secret, "\"secret\"");
        assertThat(owner.patch(hookPath(made), "{\"description\": \"x\"}").body())
                .doesNotContain(secret, "\"secret\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirects_areNotFollowed(int status) {
        receiver.answer(received -> status);
        Reply made = hook("note.*");
        append("note.created", "note_1");

        receiver.next(ATTEMPTS);

        assertThat(deliveries(made, "parked").getFirst().get("error").stringValue())
                .isEqualTo("the receiver answered " + status + "; redirects are not followed");
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void aReceiverThatIsGone_isNotSentToAnyMore_andSaysSo() {
        receiver.answer(received -> 410);
        Reply made = hook("note.*");
        append("note.created", "note_1");
        receiver.next();

        Reply disabled = awaitDisabled(made);

        assertThat(disabled.at("/disabledReason").stringValue()).isEqualTo("the receiver answered 410 Gone");
        owner.post(hookPath(made) + "/ping", "{}").isProblem(409, "webhook-disabled");
        String waiting = deliveries(made, "pending").getFirst().get("id").stringValue();
        owner.post(hookPath(made) + "/deliveries/" + waiting + "/retry", "{}").isProblem(409, "webhook-disabled");
        receiver.answer(received -> 200);
        Reply enabled = owner.patch(hookPath(made), "{\"enabled\": true}").is(200);
        assertThat(enabled.at("/disabledReason").isNull()).isTrue();
        assertThat(receiver.next().position()).isEqualTo(2);
    }

    @Test
    void aReceiverThatFailsForLong_isDisabled_andWhatWaitsIsSentOnceItIsEnabled() {
        Patience little = new Patience(QUICK.backoff(), Duration.ofMillis(1), 100_000, Duration.ofDays(30));
        try (RunningServer server =
                TestServer.startWithWebhooks(TestServer.newDatabase(), SETTINGS.withPatience(little))) {
            Api api = Api.of(server, TestServer.ADMIN_KEY);
            String workspace = api.newWorkspace();
            receiver.answer(received -> 500);
            String hook = workspace + "/webhooks/"
                    + api.post(workspace + "/webhooks", body(receiver.url(), "note.*"))
                            .is(201)
                            .at("/id")
                            .stringValue();
            api.post(workspace + "/events", event("note.created", "note_1")).is(201);
            await().until(() -> !api.get(hook).at("/enabled").booleanValue());

            assertThat(api.get(hook).at("/disabledReason").stringValue())
                    .startsWith("nothing has come through for")
                    .endsWith("the receiver answered 500");
            receiver.answer(received -> 200);
            receiver.rest();
            api.patch(hook, "{\"enabled\": true}").is(200);
            assertThat(receiver.next().position()).isEqualTo(2);
        }
    }

    @Test
    void whatHappensWhileAWebhookIsDisabled_isHadByAReplay() {
        Reply made = hook("note.*");
        append("note.created", "note_1");
        receiver.next();
        owner.patch(hookPath(made), "{\"enabled\": false}").is(200);
        append("note.updated", "note_1");
        await().until(() -> isWalked(4));
        owner.patch(hookPath(made), "{\"enabled\": true}").is(200);
        append("note.updated", "note_1");

        assertThat(receiver.next().position()).isEqualTo(6);
        owner.post(hookPath(made) + "/replay", "{\"after\": 2}").is(202);
        assertThat(receiver.next(2)).extracting(Received::position).containsExactly(4L, 6L);
    }

    @Test
    void aReceiverThatDoesNotAnswer_holdsUpNobodyElse() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        receiver.answer(received -> {
            waitFor(never);
            return 200;
        });
        hook("note.*");
        try (TestReceiver other = new TestReceiver()) {
            owner.post(w + "/webhooks", body(other.url(), "note.*")).is(201);
            IntStream.range(0, 100).forEach(i -> append("note.created", "note_" + i));

            assertThat(other.next(100)).hasSize(100);
            assertThat(isWalked(100)).isTrue();
        } finally {
            never.countDown();
        }
    }

    @Test
    void aRestart_losesNothing() {
        DatabaseSettings database = TestServer.newDatabase();
        CountDownLatch tried = new CountDownLatch(1);
        String hook;
        receiver.answer(received -> {
            tried.countDown();
            return 500;
        });
        try (RunningServer server = TestServer.startWithWebhooks(database, SETTINGS)) {
            Api api = Api.of(server, TestServer.ADMIN_KEY);
            String workspace = "/api/v1/workspaces/default";
            hook = workspace + "/webhooks/"
                    + api.post(workspace + "/webhooks", body(receiver.url(), "note.*"))
                            .is(201)
                            .at("/id")
                            .stringValue();
            IntStream.range(0, 30)
                    .forEach(i -> api.post(workspace + "/events", event("note.updated", "note_" + i % 3))
                            .is(201));
            waitFor(tried);
        }
        receiver.rest();
        receiver.answer(received -> 200);
        try (RunningServer server = TestServer.startWithWebhooks(database, SETTINGS)) {
            Api api = Api.of(server, TestServer.ADMIN_KEY);
            // What failed too often before the end is parked, and known to be.
            await().until(() -> count(api, hook, "pending") == 0);

            assertThat(count(api, hook, "delivered") + count(api, hook, "parked"))
                    .isEqualTo(30);
            List<Received> received = receiver.rest();
            assertThat(received).hasSizeGreaterThanOrEqualTo((int) count(api, hook, "delivered"));
            for (int i = 0; i < 3; i++) {
                assertThat(positions(received, "note_" + i)).isSorted();
            }
        }
    }

    @Test
    void twoServers_sendEachEventOnce_inOrder() {
        DatabaseSettings database = TestServer.newDatabase();
        try (RunningServer one = TestServer.startWithWebhooks(database, SETTINGS);
                RunningServer other = TestServer.startWithWebhooks(database, SETTINGS)) {
            Api api = Api.of(one, TestServer.ADMIN_KEY);
            String workspace = api.newWorkspace();
            api.post(workspace + "/webhooks", body(receiver.url(), "note.*")).is(201);
            for (int i = 0; i < 60; i++) {
                Api next = i % 2 == 0 ? api : Api.of(other, TestServer.ADMIN_KEY);
                next.post(workspace + "/events", event("note.updated", "note_" + i % 4))
                        .is(201);
            }

            List<Received> received = receiver.next(60);

            assertThat(received)
                    .extracting(Received::position)
                    .doesNotHaveDuplicates()
                    .hasSize(60);
            for (int i = 0; i < 4; i++) {
                assertThat(positions(received, "note_" + i)).isSorted().hasSize(15);
            }
        }
    }

    @Test
    void aRemovedWebhook_isSentNothing() {
        Reply made = hook("note.*");
        owner.delete(hookPath(made)).is(204);
        append("note.created", "note_1");
        await().until(() -> isWalked(3));

        owner.get(hookPath(made)).isProblem(404, "not-found");
        owner.delete(hookPath(made)).isProblem(404, "not-found");
        assertThat(receiver.rest()).isEmpty();
    }

    @Test
    void theListOfDeliveries_comesInPages() {
        Reply made = hook("note.*");
        IntStream.range(0, 5).forEach(i -> append("note.created", "note_" + i));
        receiver.next(5);
        assertThat(deliveries(made, "delivered")).hasSize(5);

        Reply first = owner.get(hookPath(made) + "/deliveries?limit=3").is(200);
        Reply second = owner.get(hookPath(made) + "/deliveries?limit=3&before="
                + first.at("/next").longValue());

        assertThat(first.at("/items")
                        .valueStream()
                        .map(item -> item.get("position").longValue()))
                .containsExactly(6L, 5L, 4L);
        assertThat(second.at("/items")
                        .valueStream()
                        .map(item -> item.get("position").longValue()))
                .containsExactly(3L, 2L);
        assertThat(second.at("/next").isNull()).isTrue();
        owner.get(hookPath(made) + "/deliveries?status=lost")
                .isProblem(422, "invalid-input")
                .naming("status");
        owner.get(hookPath(made) + "/deliveries?limit=0")
                .isProblem(422, "invalid-input")
                .naming("limit");
    }

    private Reply hook(String type) {
        return owner.post(w + "/webhooks", body(receiver.url(), type)).is(201);
    }

    private String hookPath(Reply made) {
        return w + "/webhooks/" + made.at("/id").stringValue();
    }

    private void append(String type, String subject) {
        owner.post(w + "/events", event(type, subject)).is(201);
    }

    private boolean isWalked(long position) {
        return owner.get(w + "/workers")
                .at("/workers")
                .valueStream()
                .anyMatch(worker -> worker.get("name").stringValue().equals("webhooks")
                        && worker.get("position").longValue() >= position);
    }

    private static Instant time(tools.jackson.databind.JsonNode delivery, String field) {
        return Instant.parse(delivery.get(field).stringValue());
    }

    private Reply awaitDisabled(Reply made) {
        await().until(() -> !owner.get(hookPath(made)).at("/enabled").booleanValue());
        return owner.get(hookPath(made)).is(200);
    }

    /** Those that stand so, once nothing else is under way that a receiver has answered. */
    private List<tools.jackson.databind.JsonNode> deliveries(Reply made, String status) {
        String path = hookPath(made) + "/deliveries";
        if (!status.equals("pending")) {
            await().until(() -> owner.get(path + "?status=pending").at("/items").isEmpty());
        }
        return owner.get(path + "?status=" + status)
                .is(200)
                .at("/items")
                .valueStream()
                .toList();
    }

    private static long count(Api api, String hook, String status) {
        return api.get(hook + "/deliveries?status=" + status)
                .is(200)
                .at("/items")
                .size();
    }

    private static List<Long> positions(List<Received> received, String subject) {
        return received.stream()
                .filter(each -> each.subject().equals(subject))
                .map(Received::position)
                .toList();
    }

    private static String body(String url, String type) {
        return "{\"url\": \"" + url + "\", \"types\": [\"" + type + "\"]}";
    }

    private static String event(String type, String subject) {
        return "{\"events\": [{\"type\": \"" + type + "\", \"subjectId\": \"" + subject + "\"}]}";
    }

    /** As the specification says, and by nothing of the server's. */
    private static String signature(String secret, Received received) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String signed = received.id() + "." + received.timestamp() + "." + received.body();
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
