package dev.synap.client;

import java.time.Duration;

/** How sending a request once has ended. */
sealed interface Attempt {

    /** Whether sending it again is safe, and may help. */
    boolean mayRepeat(Call call);

    /** How long to wait before that, given what we would wait by ourselves. */
    Duration pause(Duration own);

    /** The answer, or the exception that says why there is none. */
    Answer answer();

    /** The server answered, be it with a refusal. */
    record Answered(Answer answer) implements Attempt {
        @Override
        public boolean mayRepeat(Call call) {
            return answer.transientFault() && (call.repeatable() || answer.refusedAtTheDoor());
        }

        @Override
        public Duration pause(Duration own) {
            return answer.retryAfter().filter(asked -> asked.compareTo(own) > 0).orElse(own);
        }
    }

    /**
     * No whole answer came.
     *
     * @param neverSent whether the server surely did not get the request
     */
    record Unanswered(SynapClientException failure, boolean neverSent) implements Attempt {
        @Override
        public boolean mayRepeat(Call call) {
            return neverSent || call.repeatable();
        }

        @Override
        public Duration pause(Duration own) {
            return own;
        }

        @Override
        public Answer answer() {
            throw failure;
        }
    }
}
