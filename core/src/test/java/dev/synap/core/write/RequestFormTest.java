package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.NewEvent;
import dev.synap.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "note     | {'title':1}                             | title must be text",
                "note     | {'createdBy':'eve'}                     | createdBy is written by the server; leave it out",
                "note     | {'projectId':'x y'}                     | projectId must be the id of an entity",
                "task     | {}                                      | title must be text of 1 to 1000 characters",
                "comment  | {'text':'hi'}                           | on must be the id of an entity",
                "member   | {'userId':'gus','role':'owner'}         | role must be one of admin, editor, commenter, viewer",
                "policy   | {'agentId':'a b','pattern':'*','effect':'deny'} | agentId must be the id of an agent, or * for all agents",
                "entities.create | {}                               | type is entities.create, a name that Synap keeps for itself",
            })
    void aNewEntityWithABadField_isFoundOut(String type, String data, String fault) {
        String id = type.equals("member") ? DerivedIds.member("gus") : "new_1";

        assertThat(faults("create", id, type, data)).contains(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "note | {'changes':{'title':1}}             | title must be text",
                "note | {'changes':{'id':'note_2'}}         | id can't be changed; leave it out",
                "task | {'changes':{'title':null}}          | title must be text of 1 to 1000 characters",
                "task | {'changes':{'title':{'a':1}}}       | title must be text of 1 to 1000 characters",
                "task | {'changes':{},'expectedVersion':-1} | expectedVersion must be a version: a whole number, 0 or more",
            })
    void aChangeToABadField_isFoundOut(String type, String data, String fault) {
        assertThat(faults("update", "x_1", type, data)).containsExactly(fault);
    }

    @Test
    void allFaults_areTold() {
        assertThat(faults("create", "task_1", "task", "{'title':1,'dueDate':2,'tags':3}"))
                .hasSize(3);
    }

    @Test
    void aVerbThatDoesNotFitTheType_isFoundOut() {
        assertThat(faults("complete", "note_1", "note", "{}"))
                .containsExactly("type is note, which nobody can complete");
    }

    @Test
    void whatOnlyTheWorkspaceKnows_isLeftToTheWorker() {
        assertThat(faults("create", "comment_1", "comment", "{'on':'nothing','text':'hi'}"))
                .isEmpty();
        assertThat(faults("update", "comment_1", "comment", "{'changes':{'on':'note_2'}}"))
                .isEmpty();
        assertThat(faults("update", "task_1", "task", "{'changes':{'noteId':null}}"))
                .isEmpty();
        assertThat(faults("create", DerivedIds.member("nobody"), "member", "{'userId':'nobody','role':'editor'}"))
                .isEmpty();
    }

    @Test
    void eventsThatAreNoRequestsAboutEntities_haveNoSuchForm() {
        assertThat(RequestForm.faults(event("note.created", "note_1", "note", "{'title':1}")))
                .isEmpty();
        assertThat(RequestForm.faults(event("proposals.accept.requested", "proposal_1", "proposal", "{}")))
                .isEmpty();
    }

    private static List<String> faults(String verb, String id, String type, String data) {
        return RequestForm.faults(event("entities." + verb + ".requested", id, type, data)).stream()
                .map(fault -> fault.path() + " " + fault.message())
                .toList();
    }

    private static NewEvent event(String eventType, String id, String type, String data) {
        return new NewEvent(
                "evt_1",
                eventType,
                id,
                type,
                JsonObject.parse(data.replace('\'', '"')),
                JsonObject.empty(),
                "ed",
                "test",
                null,
                null,
                null);
    }
}
