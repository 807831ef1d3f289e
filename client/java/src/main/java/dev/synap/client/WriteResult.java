package dev.synap.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a write so far. A write is requested, which is durable at once; then a worker approves
 * and executes it, rejects it, or makes a proposal of it that waits for a person.
 *
 * <p>{@snippet :
 * switch (synap.notes().create(note -> note.put("content", "My note")).andWait()) {
 *     case Validated<Note> done -> show(done.entity());
 *     case Proposed<Note> waits -> tell("A person must agree: " + waits.proposalId());
 *     case Rejected<Note> no -> tell(no.reason());
 *     case Requested<Note> later -> tell("Not decided yet");
 * }
 * }
 *
 * @param <T> what is written, such as {@link Note}
 */
public sealed interface WriteResult<T>
        permits Requested, WriteResult.Validated, WriteResult.Proposed, WriteResult.Rejected {

    /** The id of the request, which is the first event of its story. */
    String requestId();

    /** What is written: for a create, the new entity's id. */
    String subjectId();

    /**
     * Waits until the write is decided and the lists show it; a {@link Requested} after the server's patience of
     * 10 seconds means that it still is not. What is decided already is answered at once.
     */
    default WriteResult<T> andWait() {
        return this;
    }

    /** As {@link #andWait()}, for about as long as this; at least one request is made. */
    default WriteResult<T> andWait(Duration patience) {
        return this;
    }

    /**
     * Waits, and gives what came about, for a caller that has no answer of its own to anything else.
     *
     * @throws NotValidatedException when it was rejected or proposed, or is not decided in time
     */
    default Validated<T> orThrow() {
        return switch (andWait()) {
            case Validated<T> validated -> validated;
            case Proposed<T> proposed ->
                throw new NotValidatedException(
                        "proposed",
                        "[%s] waits for a person as %s".formatted(proposed.subjectId(), proposed.proposalId()),
                        proposed);
            case Rejected<T> rejected ->
                throw new NotValidatedException(
                        "rejected",
                        "[%s] rejected by %s: %s".formatted(rejected.subjectId(), rejected.rule(), rejected.reason()),
                        rejected);
            case Requested<T> requested ->
                throw new NotValidatedException(
                        "requested", "[%s] is not decided yet".formatted(requested.subjectId()), requested);
        };
    }

    /**
     * It is done, and the lists show it.
     *
     * @param position where its last event stands: give it as {@code minPosition} to other clients' lists to have
     *     them show it too; this client does so by itself
     * @param version the subject's version now
     * @param shown the entity as it is now; null where the server shows none
     * @param superseded where something was taken back: what somebody wrote later, which stays, or was overwritten by
     *     force; the first 100
     */
    record Validated<T>(
            String requestId,
            String subjectId,
            long position,
            long version,
            @Nullable T shown,
            List<Superseded> superseded)
            implements WriteResult<T> {

        public Validated {
            superseded = List.copyOf(superseded);
        }

        /**
         * The entity as it is now.
         *
         * @throws NoSuchElementException where the server shows none
         */
        public T entity() {
            if (shown == null) {
                throw new NoSuchElementException(subjectId + " is not shown");
            }
            return shown;
        }
    }

    /** A field that somebody wrote later; the path is empty for the subject as a whole. */
    record Superseded(String subjectId, String path, String by, String eventId, Instant timestamp) {}

    /**
     * It waits for a person: see {@link Synap#proposals()}.
     *
     * @param position where that stands in the log
     * @param rule which rule asks for a person, such as {@code agent.default}
     */
    record Proposed<T>(String requestId, String subjectId, long position, String proposalId, String rule)
            implements WriteResult<T> {}

    /**
     * It was refused, and nothing has changed. The refusal is in the history too, but where the request was wrong by
     * itself: that is said before anything is stored.
     *
     * @param rule which rule refused it, such as {@code role.viewer}
     * @param reason why, for a person
     * @param errors what is wrong with which fields, where that is the reason
     * @param problem the refusal as the server tells it, with its code and what else there is to know
     */
    record Rejected<T>(
            String requestId, String subjectId, String rule, String reason, List<FieldError> errors, Problem problem)
            implements WriteResult<T> {
        public Rejected {
            errors = List.copyOf(errors);
        }
    }
}
