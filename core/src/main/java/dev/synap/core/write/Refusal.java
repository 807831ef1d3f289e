package dev.synap.core.write;

import dev.synap.core.access.Decision;
import java.util.List;

/** Why a request is rejected. */
record Refusal(String rule, String reason, List<Fault> faults) {

    Refusal {
        faults = List.copyOf(faults);
    }

    static Refusal of(String rule, String reason) {
        return new Refusal(rule, reason, List.of());
    }

    static Refusal of(Decision.Reject reject) {
        return of(reject.rule(), reject.reason());
    }

    static Refusal invalid(List<Fault> faults) {
        return invalid(Rules.INVALID, faults);
    }

    static Refusal invalid(String rule, List<Fault> faults) {
        Fault first = faults.getFirst();
        return new Refusal(rule, first.path() + " " + first.message(), faults);
    }
}
