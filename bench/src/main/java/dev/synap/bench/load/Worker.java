package dev.synap.bench.load;

/** Does one call after the other, always from the same thread or from one at a time. */
@FunctionalInterface
public interface Worker {

    /**
     * Makes one call and waits for its answer.
     *
     * @return how many units of work that was, such as events
     */
    long work() throws Exception;

    /** Checks what the last answer said, outside of what is measured; an open loop calls it after each call. */
    default void check() throws Exception {}
}
