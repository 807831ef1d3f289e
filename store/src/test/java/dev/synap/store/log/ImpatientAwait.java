package dev.synap.store.log;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Lets tests that are expected to fail do so soon. */
final class ImpatientAwait {

    private ImpatientAwait() {}

    static void during(Runnable tests) {
        Awaitility.setDefaultTimeout(Duration.ofMillis(300));
        try {
            tests.run();
        } finally {
            Awaitility.reset();
        }
    }
}
