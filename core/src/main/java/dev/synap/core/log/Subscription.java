package dev.synap.core.log;

/** A running subscription; closing it ends it. */
public interface Subscription extends AutoCloseable {

    /** The last position that the subscriber has taken. */
    long position();

    /** Ends the subscription and waits until the subscriber is no longer called. Closing twice is safe. */
    @Override
    void close();
}
