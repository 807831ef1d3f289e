package dev.synap.server.proof;

import java.util.List;
import java.util.Map;

/** Checks the log of one workspace against what the write path promises. It knows nothing of how that works. */
final class WriteChecker {

    private WriteChecker() {}

    /** The broken promises; none in a true history. */
    static List<String> check(List<LoggedEvent> events, Map<String, String> parked) {
        Broken broken = new Broken();
        WriteHistory history = WriteHistory.of(events, parked);
        OrderCheck.check(events, broken);
        PhaseCheck.check(history, broken);
        FactCheck.check(history, broken);
        EffectCheck.check(history, broken);
        ProposalCheck.check(history, broken);
        return broken.promises();
    }
}
