package dev.synap.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.store.log.HistoryChecker.Stored;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker of the concurrency and crash tests can fail: it sees each promise that a doctored history breaks. */
class HistoryCheckerTest {

    private final List<Stored> stored = new ArrayList<>(List.of(
            new Stored("w", 1, "a", "n1", 1), new Stored("w", 2, "b", "n1", 2), new Stored("w", 3, "c", "n2", 1)));
    private final List<Told> told = new ArrayList<>(List.of(
            Told.of("w n1=0 a@n1", "ok a@1@1"),
            Told.of("w n1=0 x@n1", "conflict n1 1"),
            Told.of("w - b@n1,c@n2", "ok b@2@2,c@3@1"),
            Told.of("w - b@n1,c@n2", "repeated b@2@2,c@3@1")));

    @Test
    void trueHistory_passes() {
        assertThat(HistoryChecker.check(stored, told)).isEmpty();
    }

    @Test
    void gapInPositions_isSeen() {
        stored.set(2, new Stored("w", 4, "c", "n2", 1));
        assertThat(HistoryChecker.check(stored, told)).contains("position 4 of w is out of order");
    }

    @Test
    void repeatedVersion_isSeen() {
        stored.set(1, new Stored("w", 2, "b", "n1", 1));
        assertThat(HistoryChecker.check(stored, told)).contains("version 1 of n1 is out of order");
    }

    @Test
    void lostEvents_areSeen() {
        stored.remove(2);
        assertThat(HistoryChecker.check(stored, told))
                .contains("told [b@2@2, c@3@1], but stored is [b@2@2, c lost]", "half stored: [b, c]");
    }

    @Test
    void eventStoredTwice_isSeen() {
        stored.add(new Stored("w", 4, "c", "n2", 2));
        assertThat(HistoryChecker.check(stored, told)).contains("c is stored twice");
    }

    @Test
    void eventThatEveryClientWasRefused_isSeen() {
        stored.add(new Stored("w", 4, "x", "n1", 3));
        assertThat(HistoryChecker.check(stored, told)).containsExactly("w/x was refused");
    }

    @Test
    void twoWinners_areSeen() {
        stored.add(new Stored("w", 4, "x", "n1", 3));
        told.set(1, Told.of("w n1=0 x@n1", "ok x@4@3"));
        assertThat(HistoryChecker.check(stored, told))
                .containsExactly("x expected version 0 and became 3", "two winners of w/n1=0");
    }

    @Test
    void appendAcknowledgedTwiceAsNew_isSeen() {
        told.set(3, Told.of("w - b@n1,c@n2", "ok b@2@2,c@3@1"));
        assertThat(HistoryChecker.check(stored, told)).containsExactly("acknowledged twice as new: [b, c]");
    }
}
