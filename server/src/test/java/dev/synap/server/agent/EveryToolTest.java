package dev.synap.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import dev.synap.server.http.Api;
import dev.synap.server.http.Reply;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Has an agent call every tool of the Model Context Protocol, claiming in every way to be a person: nothing changes but that
 * its wishes wait. A tool that is new fails here until it is told how it is called.
 */
class EveryToolTest {

    /** A call of each tool, so that those that write would write. */
    private static final Map<String, String> CALLS = new TreeMap<>(Map.ofEntries(
            Map.entry("list_workspaces", "{}"),
            Map.entry("search", "{'query': 'one'}"),
            Map.entry("list", "{'type': 'note'}"),
            Map.entry("get", "{'id': 'note_1'}"),
            Map.entry("history", "{'id': 'note_1'}"),
            Map.entry("as_of", "{'id': 'note_1', 'at': '3'}"),
            Map.entry("diff", "{'id': 'note_1', 'from': '3'}"),
            Map.entry("why", "{'id': 'note_1'}"),
            Map.entry("request_status", "{'proposalId': '$proposal'}"),
            Map.entry("create", "{'type': 'note', 'fields': {'title': 'New'}}"),
            Map.entry("update", "{'id': 'note_1', 'fields': {'title': 'Changed'}}"),
            Map.entry("complete", "{'id': 'task_1'}"),
            Map.entry("relate", "{'from': 'task_1', 'to': 'note_1', 'kind': 'helps'}"),
            Map.entry("comment", "{'on': 'note_1', 'text': 'Said'}"),
            Map.entry("propose_undo", "{'id': 'note_1', 'count': 1, 'preview': false}")));

    /** What only some say of who may what, and what became of whose wish: as things to make, which no tool is for. */
    private static final List<String> OTHER_CALLS = List.of(
            "{'type': 'member', 'fields': {'userId': 'robo', 'role': 'owner'}}",
            "{'type': 'policy', 'fields': {'agentId': 'robo', 'pattern': 'entities.*', 'effect': 'auto_approve'}}",
            "{'type': 'setting', 'fields': {'name': 'requireReasoning', 'value': true}}",
            "{'type': 'share', 'fields': {'subjectId': 'task_1', 'userId': 'nora', 'level': 'edit'}}",
            "{'type': 'schema', 'fields': {'type': 'cheese', 'schema': {}}}",
            "{'type': 'proposal', 'fields': {'status': 'accepted'}}",
            "{'type': 'entities.create.approved', 'fields': {'requestId': 'evt_asked'}}",
            "{'type': 'note', 'id': 'note_1', 'fields': {'title': 'Taken'}}");

    private static RunningServer server;
    private static Api owner;

    @BeforeAll
    static void start() {
        server = TestServer.startFresh();
        owner = Api.of(server, TestServer.ADMIN_KEY);
        Furnished.people(owner);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyTool_isAmongThoseThatAreCalled() {
        Set<String> names = new TreeSet<>();
        tools().forEach(tool -> names.add(tool.get("name").stringValue()));

        assertThat(names).isEqualTo(CALLS.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "guest"})
    void whateverAnAgentClaims_onlyItsProposalsAreNew(String role) {
        Furnished place = Furnished.withAgent(owner, role);
        OwnersView before = OwnersView.of(owner, place.path());

        CALLS.forEach((tool, arguments) -> {
            ObjectNode plain = arguments(place, arguments);
            call(place.agent(), tool, plain, Json.newObject());
            for (ObjectNode claim : Claims.FIELDS) {
                ObjectNode claims = Json.readObject(place.named(Json.write(claim)));
                ObjectNode beside = plain.deepCopy();
                beside.setAll(claims);
                call(place.agent(), tool, beside, claims);
                for (String within : List.of("fields", "reasoning")) {
                    ObjectNode inside = plain.deepCopy();
                    ObjectNode object = inside.withObject("/" + within);
                    object.setAll(claims);
                    call(place.agent(), tool, inside, claims);
                }
            }
        });
        OTHER_CALLS.forEach(arguments -> call(place.agent(), "create", arguments(place, arguments), Json.newObject()));

        before.stillHolds(owner, place.path(), Furnished.AGENT);
    }

    @Test
    void theSameCalls_writeWhereAPolicyLetsTheAgent_andTheOthersOnlyRead() {
        for (JsonNode tool : tools()) {
            String name = tool.get("name").stringValue();
            boolean reads = tool.at("/annotations/readOnlyHint").booleanValue();
            Furnished place = Furnished.withAgent(owner, "admin").allowingAll();
            OwnersView before = OwnersView.of(owner, place.path());

            JsonNode answer = call(
                    place.agent(),
                    name,
                    arguments(place, java.util.Objects.requireNonNull(CALLS.get(name))),
                    Json.newObject());

            assertThat(answer.at("/result/isError").booleanValue())
                    .as(name + " " + answer)
                    .isFalse();
            assertThat(before.differsNow(owner, place.path())).as(name).isEqualTo(!reads);
        }
    }

    private static JsonNode tools() {
        return message(owner, "tools/list", Json.newObject()).at("/result/tools");
    }

    private static ObjectNode arguments(Furnished place, String arguments) {
        ObjectNode named = Json.readObject(place.named(arguments.replace('\'', '"')));
        return named.isEmpty()
                ? named
                : named.put("workspace", place.path().substring(place.path().lastIndexOf('/') + 1));
    }

    private static JsonNode call(Api caller, String tool, ObjectNode arguments, ObjectNode claims) {
        ObjectNode params = Json.newObject().put("name", tool);
        params.set("arguments", arguments);
        params.set("_meta", claims);
        return message(caller, "tools/call", params);
    }

    private static JsonNode message(Api caller, String method, ObjectNode params) {
        ObjectNode message = Json.newObject().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        message.set("params", params);
        HttpRequest.Builder request = caller.request("POST", "/mcp?" + Claims.QUERY, Json.write(message))
                .header("Accept", "application/json, text/event-stream");
        Claims.HEADERS.forEach(request::header);
        Reply reply = caller.send(request);
        assertThat(reply.status()).as(reply.body()).isLessThan(500);
        return reply.json();
    }
}
