package dev.synap.store.feed;

import dev.synap.core.event.NewEvent;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.store.log.TableWork;
import java.util.List;
import java.util.Map;

/**
 * What follows from some events. All of it takes effect in one transaction with the subscriber's
 * checkpoint.
 *
 * @param following events to append, with ids derived from their causes
 * @param expected what is believed of the versions of subjects that the following events are about; on a conflict
 *     the subscriber forgets the workspace and is asked again
 * @param tables rows to write
 */
public record Reaction(List<NewEvent> following, Map<String, ExpectedVersion> expected, TableWork tables) {

    private static final Reaction NOTHING = new Reaction(List.of(), Map.of(), TableWork.NONE);

    private static final Reaction PASS = new Reaction(List.of(), Map.of(), TableWork.NONE);

    public Reaction {
        following = List.copyOf(following);
        expected = Map.copyOf(expected);
        if (following.isEmpty() && !expected.isEmpty()) {
            throw new IllegalArgumentException("versions are expected only of subjects that events follow on");
        }
    }

    /** Nothing follows. */
    public static Reaction nothing() {
        return NOTHING;
    }

    /**
     * Nothing follows, as if the subscriber did not want the events: its checkpoint moves past them, but is stored late,
     * so that it may be asked about them again.
     */
    public static Reaction pass() {
        return PASS;
    }

    /** Only rows. */
    public static Reaction write(TableWork tables) {
        return new Reaction(List.of(), Map.of(), tables);
    }

    /** Whether it is {@link #pass}. */
    @SuppressWarnings("ReferenceEquality") // it differs from nothing() in nothing else
    boolean passes() {
        return this == PASS;
    }

    /** Only events. */
    public static Reaction append(List<NewEvent> following, Map<String, ExpectedVersion> expected) {
        return new Reaction(following, expected, TableWork.NONE);
    }
}
