package dev.synap.server.realtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.synap.server.security.Caller;
import dev.synap.store.access.KeySecret;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Tickets stand for the credential that they were asked for with, for half a minute and one connection: a browser need
 * not hold a key to connect. They count on this node only; of each, its hash is kept.
 *
 * <p>Thread-safe.
 */
final class Tickets {

    static final Duration VALID_FOR = Duration.ofSeconds(30);

    private static final int MAX_TICKETS = 100_000;
    private static final int BYTES = 32;

    /** A ticket, to be shown this once. */
    record Ticket(String text, Instant expiresAt) {}

    private record Issued(Caller caller, Instant expiresAt) {}

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<ByteBuffer, Issued> issued = Caffeine.newBuilder()
            .maximumSize(MAX_TICKETS)
            .expireAfterWrite(VALID_FOR)
            .build();

    Tickets(Clock clock) {
        this.clock = clock;
    }

    Ticket issue(Caller caller) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = "ticket_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expiresAt = clock.instant().plus(VALID_FOR);
        issued.put(hash(text), new Issued(caller, expiresAt));
        return new Ticket(text, expiresAt);
    }

    /** Whose ticket it is; empty when there is none such, or no more. It is used up. */
    Optional<Caller> redeem(String text) {
        return Optional.ofNullable(issued.asMap().remove(hash(text)))
                .filter(ticket -> clock.instant().isBefore(ticket.expiresAt))
                .map(Issued::caller);
    }

    private static ByteBuffer hash(String text) {
        return ByteBuffer.wrap(KeySecret.hash(text));
    }
}
