package dev.synap.server.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How often each address may still send a credential that is not valid. An IPv6 network of 64 bits counts as
 * one address. Remembers {@value #MAX_ADDRESSES} addresses at most; the one unseen for longest is
 * forgotten first.
 *
 * <p>Thread-safe.
 */
public final class FailedAttempts {

    private static final int MAX_ADDRESSES = 20_000;

    private final int perMinute;
    private final LoadingCache<String, Bucket> buckets;

    /** @param perMinute how many attempts an address has at once, and gets back each minute */
    public FailedAttempts(int perMinute) {
        this.perMinute = perMinute;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .expireAfterAccess(Duration.ofMinutes(5))
                .build(address -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }

    /** How many attempts an address has. */
    public int perMinute() {
        return perMinute;
    }

    /** Whether the address has used up its attempts. */
    public boolean exhausted(String address) {
        Bucket bucket = buckets.getIfPresent(network(address));
        return bucket != null && bucket.getAvailableTokens() == 0;
    }

    /** Counts one more. */
    public void count(String address) {
        buckets.get(network(address)).tryConsume(1);
    }

    /** In how many seconds the address may try again; at least 1. */
    public long retryAfterSeconds(String address) {
        Bucket bucket = buckets.get(network(address));
        long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos) + 1);
    }

    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // A literal address: nothing is asked of DNS.
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return Arrays.toString(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
