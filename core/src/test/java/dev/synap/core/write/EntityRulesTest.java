package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityRulesTest {

    private final World world = World.withMembers();

    @BeforeEach
    void aNoteATaskAndAComment() {
        create("note_1", "note", "{\"title\":\"a\"}");
        create("task_1", "task", "{\"title\":\"a\"}");
        create("comment_1", "comment", "{\"on\":\"note_1\",\"text\":\"hi\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "note     | {'title':1}                                  | title: must be text",
                "note     | {'tags':['a','a']}                           | tags: must be a list of different texts",
                "note     | {'createdBy':'eve'}                          | createdBy: is written by the server; leave it out",
                "note     | {'id':'note_7'}                              | id: is not new_1, the subject of the request",
                "note     | {'type':'task'}                              | type: is not note, the type of new_1",
                "task     | {}                                           | title: must be text of 1 to 1000 characters",
                "task     | {'title':' '}                                | title: must be text of 1 to 1000 characters",
                "task     | {'title':'t','dueDate':'tomorrow'}           | dueDate: must be a day such as 2024-12-20, or a time such as 2024-12-20T10:00:00Z",
                "task     | {'title':'t','noteId':'note_9'}              | noteId: names no entity, or one that is deleted: note_9",
                "task     | {'title':'t','noteId':'task_1'}              | noteId: must name a note, but task_1 is a task",
                "relation | {'from':'note_1','to':'x y','kind':'k'}      | to: must be the id of an entity",
                "relation | {'from':'note_1','to':'task_1'}              | kind: must be text of 1 to 100 characters",
                "tag      | {}                                           | name: must be text of 1 to 100 characters",
                "comment  | {'on':'comment_1','text':'t'}                | on: must name content, but names a comment",
                "comment  | {'on':'note_1'}                              | text: must be text of 1 to 100000 characters",
                "member   | {'userId':'nobody','role':'editor'}          | userId: must be the id of a user of this server",
                "member   | {'userId':'gus','role':'owner'}              | role: must be one of admin, editor, commenter, viewer",
                "share    | {'subjectId':'note_1','userId':'gus','level':'own'} | level: must be one of view, comment, edit",
                "policy   | {'agentId':'ed','pattern':'*','effect':'deny'}      | agentId: must be the id of an agent, or * for all agents",
                "policy   | {'pattern':'*.note','effect':'deny'}         | pattern: must be an action such as entities.update.note; a * may end it",
                "proposal | {}                                           | type: is proposal, which only an agent's request makes",
                "entities.create | {}                                    | type: is entities.create, a name that Synap keeps for itself",
            })
    void badFields_areNamed(String type, String data, String fault) {
        Outcome outcome = create("new_1", type, data.replace('\'', '"'));

        assertThat(outcome.rule()).isEqualTo("request.invalid");
        assertThat(outcome.fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "note_1    | note    | {'id':'note_2'}     | id: can't be changed; leave it out",
                "note_1    | note    | {'updatedAt':'x'}   | updatedAt: is written by the server; leave it out",
                "task_1    | task    | {'title':null}      | title: must be text of 1 to 1000 characters",
                "comment_1 | comment | {'on':'task_1'}     | on: can't be changed: make another comment instead",
            })
    void badChanges_areNamed(String id, String type, String changes, String fault) {
        Outcome outcome = world.ask(
                "owner", "entities.update", id, type, "{\"changes\":%s}".formatted(changes.replace('\'', '"')));

        assertThat(outcome.rule()).isEqualTo("request.invalid");
        assertThat(outcome.fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"note_1, note, complete", "comment_1, comment, reopen"})
    void verbsThatDoNotFitTheType_areRejected(String id, String type, String verb) {
        assertThat(world.ask("owner", "entities." + verb, id, type, "{}").fault())
                .isEqualTo("type: is %s, which nobody can %s".formatted(type, verb));
    }

    @Test
    void ofSeveralFaults_allAreNamed() {
        Outcome outcome = create("new_1", "task", "{\"title\":1,\"dueDate\":2,\"tags\":3}");

        assertThat(outcome.events().getFirst().data().toNode().path("errors")).hasSize(3);
    }

    @Test
    void anIdThatFollowsFromTheFields_isRequired() {
        String id = DerivedIds.member("gus");

        assertThat(create("member_x", "member", "{\"userId\":\"gus\",\"role\":\"viewer\"}")
                        .fault())
                .isEqualTo("id: must be " + id + ", which follows from the fields; leave it out");
        assertThat(create(id, "member", "{\"userId\":\"gus\",\"role\":\"viewer\"}")
                        .types())
                .contains("member.created");
    }

    @Test
    void aTypeNobodyKnows_isAnEntityLikeAnyOther() {
        assertThat(create("deal_1", "crm.deal", "{\"amount\":1,\"any\":{\"thing\":[1,null]}}")
                        .types())
                .contains("crm.deal.created");
        assertThat(world.ask("ed", "entities.complete", "deal_1", "crm.deal", "{}")
                        .types())
                .contains("crm.deal.completed");
    }

    @Test
    void aRegisteredSchema_judgesWhatComes() {
        register("invoice", """
                {"type":"object","required":["amount"],"additionalProperties":false,"properties":{
                 "amount":{"type":"number"},"status":{"enum":["open","done"]},
                 "lines":{"type":"array","items":{"type":"object","properties":{"text":{"type":"string"}}}}}}""");

        assertThat(create("invoice_1", "invoice", "{}").fault()).startsWith("amount: ");
        assertThat(create("invoice_1", "invoice", "{\"amount\":1,\"lines\":[{},{\"text\":2}]}")
                        .fault())
                .startsWith("lines[1].text: ");
        assertThat(create("invoice_1", "invoice", "{\"amount\":1,\"more\":2}").rule())
                .isEqualTo("schema.invalid");
        assertThat(create("invoice_1", "invoice", "{\"amount\":1,\"tags\":[\"red\"]}")
                        .types())
                .contains("invoice.created");
        assertThat(world.ask("ed", "entities.update", "invoice_1", "invoice", "{\"changes\":{\"amount\":\"x\"}}")
                        .fault())
                .startsWith("amount: ");
        assertThat(world.ask("ed", "entities.complete", "invoice_1", "invoice", "{}")
                        .types())
                .contains("invoice.completed");
        assertThat(world.ask("ed", "entities.update", "invoice_1", "invoice", "{\"changes\":{\"amount\":2}}")
                        .types())
                .contains("invoice.updated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'strng'}                                  | schema.type: ",
                "{'properties':{'a':{'$ref':'https://example.com/a.json'}}} | schema.properties.a.$ref: must stay within the schema: begin with #",
                "{'$ref':'#/$defs/gone'}                           | schema: ",
                "{'$ref':'#'}                                      | schema: refers to itself without end",
                "{'properties':{'a':{'pattern':'('}}}              | schema",
                "{'$schema':'http://json-schema.org/draft-04/schema#'} | schema.$schema: must be https://json-schema.org/draft/2020-12/schema, or left out",
                "[]                                                | schema: must be a JSON Schema: an object",
            })
    void schemasThatCannotBeUsed_areRejected(String schema, String fault) {
        assertThat(register("invoice", schema.replace('\'', '"')).fault()).startsWith(fault);
    }

    @Test
    void aSchemaThatIsTooLong_isRejected() {
        assertThat(register("invoice", "{\"description\":\"" + "x".repeat(70_000) + "\"}")
                        .fault())
                .contains("but at most 65536 are kept");
    }

    @Test
    void synapsOwnTypes_takeNoSchema() {
        assertThat(register("member", "{}").fault()).isEqualTo("type: is member, whose form is Synap's own");
    }

    private Outcome register(String type, String schema) {
        return world.ask("ann", "entities.create", DerivedIds.schema(type), "schema", """
                {"type":"%s","schema":%s}""".formatted(type, schema));
    }

    private Outcome create(String id, String type, String data) {
        return world.ask("owner", "entities.create", id, type, data);
    }
}
