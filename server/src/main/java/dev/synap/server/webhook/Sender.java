package dev.synap.server.webhook;

import dev.synap.core.error.SynapException;
import dev.synap.core.event.Event;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.server.crew.Crew;
import dev.synap.store.webhook.Attempt;
import dev.synap.store.webhook.Delivery;
import dev.synap.store.webhook.DeliveryQueue;
import dev.synap.store.webhook.DeliveryQueue.Busy;
import dev.synap.store.webhook.Lane;
import dev.synap.store.webhook.Parcel;
import dev.synap.store.webhook.SealedSecret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits for webhooks, to so many at once at most. Each node has one; a node that dies leaves what it was
 * sending to the others, or to itself when it is back.
 *
 * <p>Thread-safe. Starting and closing twice is safe.
 */
public final class Sender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int REPLAY_PAGE = 100;
    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);

    private record Hook(String workspaceId, String webhookId) {}

    private final DeliveryQueue queue;
    private final EventLog log;
    private final Secrets secrets;
    private final WebhookSettings settings;
    private final Clock clock;
    private final Post post;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-alarm").factory());
    private final Map<Hook, Integer> running = new ConcurrentHashMap<>();
    private final Crew crew;
    private long tidyAt = System.nanoTime() + TIDY_EVERY.toNanos();

    public Sender(
            DeliveryQueue queue,
            EventLog log,
            Secrets secrets,
            Receivers receivers,
            WebhookSettings settings,
            Clock clock) {
        this.queue = queue;
        this.log = log;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
        this.post = new Post(receivers, settings.timeout(), alarms, (SSLSocketFactory) SSLSocketFactory.getDefault());
        this.crew = new Crew("webhook-sender", "webhooks", WebhookSettings.SENDERS, settings.poll(), this::look);
    }

    /** Begins to send. */
    public Sender start() {
        crew.start();
        return this;
    }

    private void look() {
        take();
        if (System.nanoTime() - tidyAt >= 0) {
            tidyAt = System.nanoTime() + TIDY_EVERY.toNanos();
            queue.tidy();
        }
    }

    /** Takes what is due, as far as there are senders for it. */
    private void take() {
        int room = crew.begin();
        List<Busy> busy = new ArrayList<>();
        running.forEach((hook, count) -> busy.add(new Busy(hook.workspaceId(), hook.webhookId(), count)));
        boolean replayed = queue.replay(this::page);
        if (room == 0 || !queue.isAnyDue()) {
            goOn(replayed);
            return;
        }
        List<Lane> lanes =
                queue.claim(secrets.keyId(), busy, room, WebhookSettings.SENDERS_PER_WEBHOOK, settings.holdFor());
        lanes.forEach(lane -> {
            count(lane, 1);
            crew.handOut(() -> serve(lane));
        });
        goOn(replayed || !lanes.isEmpty());
    }

    private List<Event> page(String workspaceId, long position) {
        return log.query(
                        workspaceId,
                        EventQuery.all(),
                        PageRequest.first(REPLAY_PAGE).after(position))
                .events();
    }

    private void serve(Lane lane) {
        try {
            Optional<Parcel> parcel = queue.next(lane);
            if (parcel.isEmpty()) {
                queue.leave(lane);
                return;
            }
            Delivery delivery = parcel.get().delivery();
            Attempt attempt = attempt(parcel.get());
            if (!attempt.succeeded()) {
                LOG.debug(
                        "[{}/{}] {} failed: {}",
                        lane.workspaceId(),
                        lane.webhookId(),
                        delivery.deliveryId(),
                        attempt.error());
            }
            queue.tell(lane, delivery, attempt);
        } catch (SynapException e) {
            LOG.warn("[{}/{}] is left for later: {}", lane.workspaceId(), lane.webhookId(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("[{}/{}] is left for later", lane.workspaceId(), lane.webhookId(), e);
        } finally {
            count(lane, -1);
        }
    }

    private Attempt attempt(Parcel parcel) {
        Letter letter = letter(parcel.delivery());
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", letter.id());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put("webhook-signature", letter.signature(timestamp, opened(parcel)));
        long begun = System.nanoTime();
        try {
            Post.Answer answer = post.send(URI.create(parcel.url()), headers, letter.body());
            int status = answer.status();
            String error = status < 300
                    ? null
                    : status < 400
                            ? "the receiver answered " + status + "; redirects are not followed"
                            : "the receiver answered " + status;
            Duration retryAfter = RetryAfter.parse(answer.retryAfter(), clock.instant());
            return new Attempt(status, since(begun), error, retryAfter, status == 410);
        } catch (IOException e) {
            return new Attempt(null, since(begun), words(e), null, false);
        }
    }

    private Letter letter(Delivery delivery) {
        String eventId = delivery.eventId();
        return eventId == null
                ? Letter.ping(delivery)
                : Letter.of(delivery, log.get(delivery.workspaceId(), eventId).orElseThrow());
    }

    private List<String> opened(Parcel parcel) {
        List<String> opened = new ArrayList<>();
        String about = about(parcel.lane().workspaceId(), parcel.lane().webhookId());
        opened.add(secrets.open(parcel.secret(), about));
        @Nullable SealedSecret old = parcel.oldSecret();
        if (old != null) {
            opened.add(secrets.open(old, about));
        }
        return opened;
    }

    /** What a webhook's secret is sealed for. */
    static String about(String workspaceId, String webhookId) {
        return workspaceId + "/" + webhookId;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Without the address, which a person who may make webhooks need not be told. */
    private static String words(IOException e) {
        return switch (e) {
            case UnknownHostException _ -> "the receiver's name is not known";
            case ConnectException _ -> "the receiver does not take connections";
            case NoRouteToHostException _ -> "the receiver cannot be reached";
            case SocketTimeoutException _ -> "the receiver did not answer in time";
            case SSLException _ -> "no secure connection: " + e.getMessage();
            default -> String.valueOf(e.getMessage());
        };
    }

    private void count(Lane lane, int step) {
        running.merge(
                new Hook(lane.workspaceId(), lane.webhookId()),
                step,
                (one, other) -> one + other == 0 ? null : one + other);
    }

    private void goOn(boolean now) {
        if (now) {
            crew.goOn();
        }
    }

    /** Takes nothing more, and lets what is being sent come to its end for a moment. */
    @Override
    public void close() {
        crew.close();
        alarms.shutdownNow();
    }
}
