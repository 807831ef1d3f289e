package dev.synap.bench.write;

import java.util.concurrent.atomic.LongAdder;

/**
 * What became of requests, besides how long they took.
 *
 * <p>Thread-safe.
 */
final class NoteCounts {

    private final LongAdder late = new LongAdder();
    private final LongAdder checked = new LongAdder();
    private final LongAdder missing = new LongAdder();

    /** A request was answered before it was done, since the server would not wait any longer. */
    void addLate() {
        late.increment();
    }

    /** An answer was held against the lists, which showed what had been written, or did not. */
    void addChecked(boolean isShown) {
        checked.increment();
        if (!isShown) {
            missing.increment();
        }
    }

    long late() {
        return late.sum();
    }

    long checked() {
        return checked.sum();
    }

    long missing() {
        return missing.sum();
    }
}
