package dev.synap.core.log;

import org.jspecify.annotations.Nullable;

/** What checking a workspace's log from its first event to its last has shown. */
public sealed interface Verification {

    /** How many events were read. */
    long events();

    /**
     * Every event is where and what it was when it was appended.
     *
     * @param hash the hash of the last event: keep it, and a rewritten log no longer matches it
     */
    record Intact(long events, String hash) implements Verification {}

    /**
     * The log was changed behind Synap's back.
     *
     * @param position the first position that is wrong
     * @param reason what is wrong with it
     * @param eventId the event that stands there, if any
     */
    record Broken(
            long events,
            long position,
            String reason,
            @Nullable String eventId) implements Verification {}
}
