package dev.synap.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.synap.store.access.ApiKeys;
import dev.synap.store.access.Credential;
import dev.synap.store.access.KeySecret;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The keys that were used lately. A key is looked up again after {@link #TRUST}, so that what another
 * node revokes ends here within that time; what this node revokes ends at once.
 *
 * <p>Keys are told apart by their SHA-256, so the time that a comparison takes tells nothing of a key.
 *
 * <p>Thread-safe.
 */
public final class KeyRing {

    /** How long an answer of the database is believed. */
    static final Duration TRUST = Duration.ofSeconds(2);

    private static final Duration NOTE_USE_EVERY = Duration.ofMinutes(1);
    private static final int MAX_KEYS = 10_000;

    private record Known(Credential credential, Instant checkedAt) {}

    private final ApiKeys keys;
    private final Clock clock;
    private final AtomicLong revocations = new AtomicLong();
    private final Cache<ByteBuffer, Known> known = Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    private final LoadingCache<String, Boolean> valid;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public KeyRing(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.valid = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterWrite(TRUST)
                .build(keyId -> keys.find(keyId)
                        .filter(key -> key.isValidAt(clock.instant()))
                        .isPresent());
    }

    /** Whether this key was valid when it was last seen here, so that its sender is no stranger. */
    boolean knows(String key) {
        return known.getIfPresent(hash(key)) != null;
    }

    /** What a key stands for; empty when it is unknown, expired or revoked. */
    public Optional<Credential> find(String key) {
        ByteBuffer hash = hash(key);
        Instant now = clock.instant();
        Known seen = known.getIfPresent(hash);
        if (seen != null && now.isBefore(seen.checkedAt.plus(TRUST))) {
            return Optional.of(seen.credential)
                    .filter(credential -> credential.key().isValidAt(now));
        }
        return lookUp(hash, now);
    }

    /** Whether a key that was let in some time ago would still be let in. */
    public boolean isValid(Caller caller) {
        return valid.get(caller.key().keyId());
    }

    /** Has somebody told, quickly, that a key was revoked here, and look which of theirs are still valid. */
    public void onRevoked(Runnable listener) {
        listeners.add(listener);
    }

    /** Forgets a key that was revoked. */
    public void forget(String keyId) {
        revocations.incrementAndGet();
        valid.invalidate(keyId);
        known.asMap().values().removeIf(entry -> entry.credential.key().keyId().equals(keyId));
        listeners.forEach(Runnable::run);
    }

    /** Has a user's keys looked up anew, for the user is called something else now. */
    public void renamed(String userId) {
        revocations.incrementAndGet();
        known.asMap()
                .values()
                .removeIf(entry -> entry.credential.user().userId().equals(userId));
    }

    private Optional<Credential> lookUp(ByteBuffer hash, Instant now) {
        long before = revocations.get();
        Optional<Credential> found =
                keys.find(hash.array()).filter(credential -> credential.key().isValidAt(now));
        if (found.isEmpty()) {
            known.invalidate(hash);
            return found;
        }
        noteUse(found.get(), now);
        // An answer from before a revocation must not outlive it.
        if (revocations.get() == before) {
            known.put(hash, new Known(found.get(), now));
        }
        return found;
    }

    private void noteUse(Credential credential, Instant now) {
        Instant last = credential.key().lastUsedAt();
        if (last == null || last.plus(NOTE_USE_EVERY).isBefore(now)) {
            keys.used(credential.key().keyId(), now);
        }
    }

    private static ByteBuffer hash(String key) {
        return ByteBuffer.wrap(KeySecret.hash(key));
    }
}
