package dev.synap.store.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request, and what became of it.
 *
 * @param position where the request stands in the log
 * @param status {@code pending}, {@code done} or {@code parked}
 * @param outcome {@code validated}, {@code rejected} or {@code proposed}, once done
 * @param parkedId what to retry or skip, when parked
 */
public record DispatchEntry(
        String requestId,
        long position,
        String type,
        String subjectId,
        String subjectType,
        String userId,
        Instant requestedAt,
        String status,
        @Nullable String outcome,
        @Nullable Long outcomePosition,
        @Nullable Instant outcomeAt,
        @Nullable String parkedId,
        @Nullable String error) {}
