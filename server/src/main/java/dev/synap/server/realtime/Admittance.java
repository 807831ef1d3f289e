package dev.synap.server.realtime;

import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.Problems;
import dev.synap.server.security.Caller;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.security.WorkspaceGate;
import dev.synap.store.access.Scope;

/**
 * Who may listen to what: members to their workspace and its subjects, guests to the subjects that are shared with
 * them. The key must have the scope to read.
 *
 * <p>Thread-safe.
 */
final class Admittance {

    private final WorkspaceGate gate;

    Admittance(WorkspaceGate gate) {
        this.gate = gate;
    }

    /** @throws ProblemException when this caller may not listen there */
    void check(Caller caller, Place place) {
        caller.need(Scope.READ);
        WorkspaceCall call = gate.enter(place.workspaceId(), caller);
        String subjectId = place.subjectId();
        if (subjectId == null ? call.isGuest() : !call.maySee(subjectId)) {
            throw Problems.noSuchWorkspace(place.workspaceId()).exception();
        }
    }

    /** Whether somebody who was let in still would be, as the memberships and shares are now. */
    boolean mayStay(Seat seat) {
        gate.forget(seat.place().workspaceId(), seat.userId());
        try {
            check(seat.visitor().caller(), seat.place());
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }
}
