package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checker of the crash and property tests can fail: it sees each kind of fault in a doctored history. */
class WriteCheckerTest {

    private final SampleHistory history = SampleHistory.whole();

    @Test
    void trueHistory_passes() {
        assertThat(found()).isEmpty();
    }

    @Test
    void eventTakenOut_isSeen() {
        List<LoggedEvent> events = new ArrayList<>(history.log());
        events.remove(6);
        assertThat(WriteChecker.check(events, Map.of()))
                .contains("8 note.title_changed n1 (r2.fact) stands where position 7 is due")
                .contains("8 note.title_changed n1 (r2.fact) has version 8, 7 is due")
                .contains("8 note.title_changed n1 (r2.fact) does not match its hash");
    }

    @Test
    void eventThatIsThereTwice_isSeen() {
        history.again("r2.fact", "r2.fact").change("r2.fact.again", draft -> draft.id("r2.fact"));
        assertThat(found()).contains("9 note.title_changed n1 (r2.fact) is there twice");
    }

    @Test
    void contentChangedLater_isSeen() {
        List<LoggedEvent> events = new ArrayList<>(history.log());
        LoggedEvent changed = history.change("r1.fact", draft -> draft.data("title", "x"))
                .log()
                .get(2);
        events.set(
                2,
                new LoggedEvent(
                        changed.workspace(),
                        changed.position(),
                        changed.id(),
                        changed.type(),
                        changed.subjectId(),
                        changed.subjectType(),
                        changed.version(),
                        changed.userId(),
                        changed.source(),
                        changed.correlationId(),
                        changed.causationId(),
                        changed.data(),
                        changed.metadata(),
                        new LoggedEvent.Sealed(
                                changed.sealed().occurredAt(),
                                changed.sealed().recordedAt(),
                                changed.sealed().data(),
                                "{}",
                                events.get(2).sealed().hash())));
        assertThat(WriteChecker.check(events, Map.of()))
                .contains("3 note.created n1 (r1.fact) does not match its hash");
    }

    @Test
    void requestThatNobodyAnswered_isSeen() {
        history.remove("r3.rejected");
        assertThat(found()).containsExactly("6 entities.create.requested n1 (r3) never ended");
    }

    @Test
    void parkedRequest_isNoFault() {
        history.remove("r3.rejected");
        assertThat(WriteChecker.check(history.log(), Map.of("r3", "parked"))).isEmpty();
    }

    @Test
    void parkedRequestThatWasAnswered_isSeen() {
        assertThat(WriteChecker.check(history.log(), Map.of("r3", "parked")))
                .containsExactly("6 entities.create.requested n1 (r3) is parked though something became of it");
    }

    @Test
    void requestThatEndedTwice_isSeen() {
        history.again("r2.validated", "r3.rejected");
        assertThat(found()).contains("5 entities.update.requested n1 (r2) ended 2 times");
    }

    @Test
    void requestThatWasValidatedAndRejected_isSeen() {
        history.again("r3.rejected", "r3.rejected").change("r3.rejected.again", draft -> draft.data("requestId", "r2"));
        assertThat(found()).contains("5 entities.update.requested n1 (r2) ended 2 times");
    }

    @Test
    void approvalWithoutValidation_isSeen() {
        history.remove("r2.validated");
        assertThat(found())
                .contains("5 entities.update.requested n1 (r2) was approved 1 times and validated 0 times")
                .contains("8 note.title_changed n1 (r2.fact) does not stand between its approval and the validation");
    }

    @Test
    void validationWithoutApproval_isSeen() {
        history.remove("r2.approved");
        assertThat(found())
                .contains("5 entities.update.requested n1 (r2) was approved 0 times and validated 1 times")
                .contains("7 note.title_changed n1 (r2.fact) does not follow from an approval");
    }

    @Test
    void missingFact_isSeen() {
        history.remove("r2.fact");
        assertThat(found())
                .containsExactly(
                        "8 entities.update.validated n1 (r2.validated) left {title=a}, and {title=b} was asked for");
    }

    @Test
    void missingProposal_isSeen() {
        history.remove("r6.proposal");
        assertThat(found()).containsExactly("18 entities.create.proposed n6 (r6.proposed) has no proposal");
    }

    @Test
    void factThatDoesMoreThanWasAsked_isSeen() {
        history.change("r2.fact", draft -> draft.data("content", "more"));
        assertThat(found())
                .containsExactly("9 entities.update.validated n1 (r2.validated) left {content=more, title=b}, and"
                        + " {title=b} was asked for");
    }

    @Test
    void effectThatHappenedTwice_isSeen() {
        history.again("r2.fact", "r3.rejected");
        assertThat(found())
                .contains("11 note.title_changed n1 (r2.fact.again) does not stand between its approval and the"
                        + " validation");
    }

    @Test
    void factBehindItsValidation_isSeen() {
        history.swap("r2.fact", "r2.validated");
        assertThat(found())
                .contains("9 note.title_changed n1 (r2.fact) does not stand between its approval and the validation");
    }

    @Test
    void factOfNobodysRequest_isSeen() {
        history.change("r2.fact", draft -> draft.cause("r2"));
        assertThat(found()).contains("8 note.title_changed n1 (r2.fact) does not follow from an approval");
    }

    @Test
    void factByForeignCause_isSeen() {
        history.change("r2.fact", draft -> draft.cause("r1.approved"));
        assertThat(found())
                .contains("8 note.title_changed n1 (r2.fact) does not stand between its approval and the validation")
                .contains("8 note.title_changed n1 (r2.fact) has another correlation than its approval");
    }

    @Test
    void factOnAnotherSubject_isSeen() {
        history.change("r2.fact", draft -> draft.subject("n9"));
        assertThat(found()).contains("8 note.title_changed n9 (r2.fact) is on another subject than was approved");
    }

    @Test
    void factSignedByAnother_isSeen() {
        history.change("r2.fact", draft -> draft.user("eve"));
        assertThat(found())
                .containsExactly("8 note.title_changed n1 (r2.fact) is signed by eve, who did not ask for it");
    }

    @Test
    void answersInAnotherOrderThanTheRequests_areSeen() {
        history.drafts().add(6, history.drafts().get(9));
        history.drafts().remove(10);
        assertThat(found())
                .containsExactly("6 entities.create.requested n1 (r3) was answered before an earlier request of its"
                        + " subject");
    }

    @Test
    void foreignEventWithinAReaction_isSeen() {
        history.swap("r3", "r2.approved").swap("r3", "r2.fact");
        assertThat(found())
                .containsExactly("8 entities.create.requested n1 (r3) stands between 6 entities.update.approved n1"
                        + " (r2.approved) and its validation");
    }

    @Test
    void foreignCause_isSeen() {
        history.change("r2.approved", draft -> draft.cause("r1"));
        assertThat(found())
                .containsExactly("7 entities.update.approved n1 (r2.approved) does not follow from its request");
    }

    @Test
    void foreignCorrelation_isSeen() {
        history.change("r3.rejected", draft -> draft.correlation("r1"));
        assertThat(found())
                .containsExactly("10 entities.create.rejected n1 (r3.rejected) has another correlation than 6"
                        + " entities.create.requested n1 (r3)");
    }

    @Test
    void answerToARequestThatIsNotThere_isSeen() {
        history.remove("r3");
        assertThat(found())
                .containsExactly("9 entities.create.rejected n1 (r3.rejected) answers a request that is not there");
    }

    @Test
    void approvalThatNamesNoRule_isSeen() {
        history.change(
                "r2.approved",
                draft -> new SampleHistory.Draft(
                        draft.id(),
                        draft.type(),
                        draft.subjectId(),
                        draft.userId(),
                        draft.correlationId(),
                        draft.causationId(),
                        Map.of("requestId", "r2")));
        assertThat(found()).containsExactly("7 entities.update.approved n1 (r2.approved) names no rule");
    }

    @Test
    void updateOverAVersionThatMovedOn_isSeen() {
        history.change("r2", draft -> draft.data("expectedVersion", 2));
        assertThat(found())
                .containsExactly("7 entities.update.approved n1 (r2.approved) was approved though version 2 was"
                        + " expected and 3 is there");
    }

    @Test
    void proposalThatWentAheadByItself_isSeen() {
        history.change("r4.approved", draft -> draft.cause("r4"));
        assertThat(found())
                .contains("23 entities.create.approved n4 (r4.approved) does not follow from a decision about its"
                        + " proposal");
    }

    @Test
    void proposalDecidedTwice_isSeen() {
        history.again("d4.fact", "d4.fact").change("d4.fact.again", draft -> draft.type("proposal.rejected"));
        assertThat(found())
                .contains("13 proposal.created p4 (r4.proposal) was decided 2 times")
                .contains("13 proposal.created p4 (r4.proposal) goes on after its decision");
    }

    @Test
    void proposalDecidedByItsProposer_isSeen() {
        for (String id : List.of("d4", "d4.approved", "d4.fact", "d4.validated", "r4.approved")) {
            history.change(id, draft -> draft.user("bot"));
        }
        history.change("d4.fact", draft -> draft.data("decidedBy", "bot"));
        assertThat(found()).containsExactly("13 proposal.created p4 (r4.proposal) was decided by its proposer");
    }

    @Test
    void proposalAcceptedWithoutEffect_isSeen() {
        history.remove("r4.approved").remove("r4.fact").remove("r4.validated");
        assertThat(found()).contains("11 entities.create.requested n4 (r4) did not end as its proposal did: accepted");
    }

    @Test
    void proposalThatHoldsOtherContent_isSeen() {
        history.change("r6.proposal", draft -> draft.data("content", Map.of("title", "x")));
        assertThat(found())
                .containsExactly(
                        "19 proposal.created p6 (r6.proposal) holds other content than was asked",
                        "19 proposal.created p6 (r6.proposal) has another hash than its content");
    }

    @Test
    void decisionAboutOtherContent_isSeen() {
        history.change("d4", draft -> draft.data("contentHash", "0"));
        assertThat(found())
                .containsExactly("13 proposal.created p4 (r4.proposal) went ahead on sight of other content");
    }

    @Test
    void decisionOverAVersionThatWasNotSeen_isSeen() {
        history.change("r4.proposal", draft -> draft.data("subjectId", "n1"));
        assertThat(found())
                .contains("22 proposal.accepted p4 (d4.fact) went ahead over version 8, which the reviewer had not"
                        + " seen");
    }

    @Test
    void waitingProposalWhoseRequestEnded_isSeen() {
        history.remove("d5.fact");
        assertThat(found()).contains("14 entities.create.requested n5 (r5) ended though its proposal waits");
    }

    private List<String> found() {
        return WriteChecker.check(history.log(), Map.of());
    }
}
