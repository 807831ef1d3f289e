package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The check of what clients were told can fail. */
class AnswerCheckTest {

    private static final String CREATE = "entities.create.requested";

    private final SampleHistory history = SampleHistory.whole();
    private final List<Told> told = new ArrayList<>(List.of(
            told("ann", "r1", "n1", 201, Map.of("requestId", "r1", "status", "validated")),
            new Told(
                    SampleHistory.WORKSPACE,
                    "ann",
                    "r2",
                    "entities.update.requested",
                    "n1",
                    Map.of("changes", Map.of("title", "b")),
                    202,
                    Map.of("requestId", "r2", "status", "requested")),
            told("ann", "r3", "n1", 409, Map.of("requestId", "r3", "rule", "entity.exists")),
            told("bot", "r4", "n4", 202, Map.of("requestId", "r4", "status", "proposed", "proposalId", "p4")),
            told("bot", "r5", "n5", 0, Map.of()),
            told("bot", "r6", "n6", 202, Map.of("requestId", "r6", "status", "requested")),
            new Told(SampleHistory.WORKSPACE, "ben", "d4", "proposals.accept.requested", "p4", Map.of(), 0, Map.of()),
            new Told(SampleHistory.WORKSPACE, "ben", "d5", "proposals.reject.requested", "p5", Map.of(), 503, Map.of()),
            told("eve", "r9", "n9", 404, Map.of())));

    @Test
    void trueAnswers_pass() {
        assertThat(found()).isEmpty();
    }

    @Test
    void acknowledgedRequestThatIsGone_isSeen() {
        history.remove("r6").remove("r6.proposed").remove("r6.proposal");
        assertThat(found())
                .containsExactly("r6 of bot, answered 202 " + told.get(5).reply() + ", is lost");
    }

    @Test
    void outcomeThatDidNotHappen_isSeen() {
        told.set(2, told("ann", "r3", "n1", 201, Map.of("requestId", "r3", "status", "validated")));
        assertThat(found()).singleElement().asString().endsWith(", was not validated");
    }

    @Test
    void rejectionByAnotherRule_isSeen() {
        told.set(2, told("ann", "r3", "n1", 403, Map.of("requestId", "r3", "rule", "no_access")));
        assertThat(found()).singleElement().asString().endsWith(", was not rejected so");
    }

    @Test
    void otherProposal_isSeen() {
        told.set(3, told("bot", "r4", "n4", 202, Map.of("requestId", "r4", "status", "proposed", "proposalId", "p5")));
        assertThat(found()).singleElement().asString().endsWith(", was not proposed so");
    }

    @Test
    void otherContent_isSeen() {
        history.change("r2", draft -> draft.data("changes", Map.of("title", "c")));
        assertThat(found())
                .singleElement()
                .asString()
                .endsWith("sent {changes={title=b}} and stands with {changes={title=c}}");
    }

    @Test
    void otherUser_isSeen() {
        history.change("r1", draft -> draft.user("eve"));
        assertThat(found()).singleElement().asString().endsWith("stands as 1 " + CREATE + " n1 (r1) by eve");
    }

    @Test
    void requestOfNobody_isSeen() {
        told.removeLast();
        told.remove(4);
        assertThat(found()).containsExactly("14 " + CREATE + " n5 (r5) was sent by nobody, or refused");
    }

    private List<String> found() {
        return AnswerCheck.check(history.log(), Map.of(), told, 0);
    }

    private static Told told(String user, String request, String subject, int status, Map<String, Object> reply) {
        return new Told(SampleHistory.WORKSPACE, user, request, CREATE, subject, Map.of("type", "note"), status, reply);
    }
}
