package dev.synap.server.llm;

import dev.synap.server.extract.Suggestion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call of the model.
 *
 * @param suggestions what it suggests, as far as that stands up; none unless it has answered
 * @param model the one that was asked for
 * @param modelVersion the one that says it has answered; null where none does
 * @param promptHash of all that was sent to be read, as hex
 * @param tokens as the endpoint says, or else estimated
 * @param error what was wrong, without anything that was sent or received; null where nothing was
 */
public record Call(
        Outcome outcome,
        List<Suggestion> suggestions,
        String model,
        @Nullable String modelVersion,
        String promptHash,
        Tokens tokens,
        Duration duration,
        @Nullable String error) {

    public Call {
        suggestions = List.copyOf(suggestions);
    }

    /** How a call may end. */
    public enum Outcome {
        /** With an answer of the form that was asked for. */
        ANSWERED,
        /** With an answer of another form. */
        INVALID,
        /** The endpoint would not, and will not the next time. */
        REFUSED,
        /** Without a whole answer in time. */
        TIMED_OUT,
        /** The endpoint could not, or was not there. */
        FAILED,
        /** Nobody knows: who asked died meanwhile. */
        LOST;

        /** As it stands in events. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it may end better the next time. */
        public boolean mayPass() {
            return this == INVALID || this == TIMED_OUT || this == FAILED || this == LOST;
        }
    }

    /**
     * What was read and written.
     *
     * @param estimated whether the endpoint has not said
     */
    public record Tokens(long input, long output, boolean estimated) {

        /** Of a question that did not come to the model. */
        static final Tokens NONE = new Tokens(0, 0, true);
    }
}
