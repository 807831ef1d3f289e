package dev.synap.core.log;

import static dev.synap.core.event.EventFixture.at;
import static dev.synap.core.event.EventFixture.moved;
import static dev.synap.core.event.EventFixture.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChainVerifierTest {

    private static final int SIZE = 8;

    @Test
    void untouchedLog_isIntact_andGivesTheLastHash() {
        List<Event> log = log(SIZE);
        assertThat(verify(log, log))
                .isEqualTo(new Verification.Intact(SIZE, log.getLast().hash()));
    }

    @Test
    void emptyLog_isIntact() {
        assertThat(new ChainVerifier().finish(0, HashChain.GENESIS))
                .isEqualTo(new Verification.Intact(0, HashChain.GENESIS));
    }

    @Property(tries = 50)
    void changedEvent_isFoundAtItsPosition(@ForAll @IntRange(min = 1, max = SIZE) int at) {
        List<Event> log = log(SIZE);
        for (Event variant : HashChainTest.variants(log.get(at - 1))) {
            if (variant.position() == at) {
                List<Event> tampered = new ArrayList<>(log);
                tampered.set(at - 1, sealed(variant, log.get(at - 1).hash()));
                assertThat(verify(tampered, log)).isEqualTo(wrongContent(at, variant.id()));
            }
        }
    }

    @Property(tries = 20)
    void changedEventWithItsHashMadeToFit_isFoundAtTheNextPosition(@ForAll @IntRange(min = 1, max = SIZE - 1) int at) {
        List<Event> log = log(SIZE);
        List<Event> tampered = new ArrayList<>(log);
        Event forged = at(at, "note.updated", "{\"forged\":true}", "mallory", "2024-12-01T10:00:00Z");
        String before = at == 1 ? HashChain.GENESIS : log.get(at - 2).hash();
        tampered.set(at - 1, sealed(forged, HashChain.hash(before, forged)));
        assertThat(verify(tampered, log)).isEqualTo(wrongContent(at + 1, "evt_" + (at + 1)));
    }

    @Property(tries = 20)
    void removedEvent_isFoundAtItsPosition(@ForAll @IntRange(min = 1, max = SIZE - 1) int at) {
        List<Event> log = log(SIZE);
        List<Event> tampered = new ArrayList<>(log);
        tampered.remove(at - 1);
        assertThat(verify(tampered, log))
                .isEqualTo(
                        new Verification.Broken(at - 1, at, "is missing; the next event stands at " + (at + 1), null));
    }

    @Property(tries = 20)
    void removedEventWithTheRestMovedUp_isFoundAtItsPosition(@ForAll @IntRange(min = 1, max = SIZE - 1) int at) {
        List<Event> log = log(SIZE);
        List<Event> tampered = new ArrayList<>(log);
        tampered.remove(at - 1);
        tampered.replaceAll(e -> e.position() > at ? moved(e, e.position() - 1) : e);
        assertThat(verify(tampered, log)).isEqualTo(wrongContent(at, "evt_" + (at + 1)));
    }

    @Property(tries = 20)
    void insertedEvent_isFoundAtItsPosition(@ForAll @IntRange(min = 1, max = SIZE) int at) {
        List<Event> log = log(SIZE);
        List<Event> tampered = new ArrayList<>(log);
        tampered.replaceAll(e -> e.position() >= at ? moved(e, e.position() + 1) : e);
        tampered.add(at - 1, at(at, "note.updated", "{}", "mallory", "2024-12-01T10:00:00Z"));
        assertThat(verify(tampered, log)).isEqualTo(wrongContent(at, "evt_" + at));
    }

    @Property(tries = 20)
    void eventStoredTwice_isFoundAtItsPosition(@ForAll @IntRange(min = 1, max = SIZE) int at) {
        List<Event> log = log(SIZE);
        List<Event> tampered = new ArrayList<>(log);
        tampered.add(at, log.get(at - 1));
        assertThat(verify(tampered, log))
                .isEqualTo(new Verification.Broken(at, at, "stands twice in the log", "evt_" + at));
    }

    @Property(tries = 50)
    void swappedEvents_areFoundAtTheFirstOfThem(
            @ForAll @IntRange(min = 1, max = SIZE) int a, @ForAll @IntRange(min = 1, max = SIZE) int b) {
        List<Event> log = log(SIZE);
        List<Event> tampered = new ArrayList<>(log);
        tampered.set(a - 1, moved(log.get(b - 1), a));
        tampered.set(b - 1, moved(log.get(a - 1), b));
        int first = Math.min(a, b);
        assertThat(verify(tampered, log))
                .isEqualTo(
                        a == b
                                ? new Verification.Intact(SIZE, log.getLast().hash())
                                : wrongContent(first, "evt_" + Math.max(a, b)));
    }

    @Property(tries = 20)
    void truncatedLog_isFoundAtTheFirstMissingPosition(@ForAll @IntRange(max = SIZE - 1) int kept) {
        List<Event> log = log(SIZE);
        assertThat(verify(log.subList(0, kept), log))
                .isEqualTo(new Verification.Broken(kept, kept + 1, "is missing; the log's head says " + SIZE, null));
    }

    @Test
    void eventsBehindTheHead_areFound() {
        List<Event> log = log(SIZE);
        assertThat(verify(log, log.subList(0, SIZE - 2)))
                .isEqualTo(new Verification.Broken(
                        SIZE, SIZE - 1, "stands behind the log's head, which says " + (SIZE - 2), null));
    }

    @Test
    void headWithAnotherHash_isFound() {
        ChainVerifier verifier = new ChainVerifier();
        log(SIZE).forEach(verifier::next);
        assertThat(verifier.finish(SIZE, HashChain.GENESIS))
                .isEqualTo(new Verification.Broken(SIZE, SIZE, "does not match the hash in the log's head", null));
    }

    @Test
    void firstFault_isTheOneThatStays() {
        List<Event> log = log(3);
        ChainVerifier verifier = new ChainVerifier();
        Optional<Verification.Broken> first = verifier.next(log.get(1));
        assertThat(first).contains(new Verification.Broken(0, 1, "is missing; the next event stands at 2", null));
        assertThat(verifier.next(log.get(0))).isEqualTo(first);
        assertThat(verifier.finish(9, "")).isEqualTo(first.orElseThrow());
    }

    @Test
    void aSoundEvent_givesNoFault() {
        assertThat(new ChainVerifier().next(log(1).getFirst())).isEmpty();
    }

    private static Verification.Broken wrongContent(int at, String eventId) {
        return new Verification.Broken(at - 1, at, "has content that does not match its hash", eventId);
    }

    private static Verification verify(List<Event> found, List<Event> original) {
        ChainVerifier verifier = new ChainVerifier();
        found.forEach(verifier::next);
        return verifier.finish(
                original.size(),
                original.isEmpty() ? HashChain.GENESIS : original.getLast().hash());
    }

    private static List<Event> log(int size) {
        List<Event> log = new ArrayList<>();
        String hash = HashChain.GENESIS;
        for (int i = 1; i <= size; i++) {
            Event event = at(i, "note.updated", "{\"n\":" + i + "}", "alice", "2024-12-01T10:00:00Z");
            hash = HashChain.hash(hash, event);
            log.add(sealed(event, hash));
        }
        return log;
    }
}
