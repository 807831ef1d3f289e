package dev.synap.server.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where commands are played: something that takes requests and answers them by events. */
interface Stage {

    /**
     * A request on its way.
     *
     * @param member for a membership, whose it is
     * @param verdict how it must end
     * @param waits whether the sender waits for that
     */
    record Request(
            String id, Player player, Wish wish, @Nullable String member, Verdict verdict, boolean waits) {}

    /**
     * Sends a request; what comes next is sent only after this one is stored.
     *
     * @return false when it was refused at the door, and will not be in the log
     * @throws AssertionError when the answer is not what the verdict says
     */
    boolean send(Request request);

    /** Waits until all requests are answered, and returns the events since the last time. */
    List<LoggedEvent> settle();

    /** Whether somebody who is no member can reach proposals at all. */
    default boolean showsProposalsToGuests() {
        return true;
    }

    /** What is shown otherwise than the log says, at the end. */
    default List<String> wronglyShown(List<LoggedEvent> log) {
        return List.of();
    }
}
