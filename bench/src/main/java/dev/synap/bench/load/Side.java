package dev.synap.bench.load;

import java.util.List;
import java.util.concurrent.ThreadFactory;

/** One of the things that are compared: its workers, one for each thread, and what they hold open. */
public interface Side extends AutoCloseable {

    List<? extends Worker> workers();

    /** Makes the threads that the workers run in. */
    default ThreadFactory threads() {
        return Thread.ofPlatform().name("load-", 0).factory();
    }

    @Override
    default void close() throws Exception {}

    /** One worker in one thread. */
    static Side single(Worker worker) {
        return () -> List.of(worker);
    }

    /** The same workers, each in a virtual thread. */
    static Side onVirtualThreads(Side side) {
        return new Side() {
            @Override
            public List<? extends Worker> workers() {
                return side.workers();
            }

            @Override
            public ThreadFactory threads() {
                return Thread.ofVirtual().name("load-", 0).factory();
            }

            @Override
            public void close() throws Exception {
                side.close();
            }
        };
    }
}
