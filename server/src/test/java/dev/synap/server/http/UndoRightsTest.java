package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may take back what, on a note that max has made, that ed has changed, and of which ann has undone and redone
 * nothing yet. Max, ed and eve are editors.
 */
class UndoRightsTest {

    private static final Api OWNER = Api.owner();
    private static final Map<String, String> IDS = new HashMap<>(Map.of("owner", "owner"));
    private static final Map<String, Api> CALLERS = new HashMap<>(Map.of("owner", OWNER));

    private String w = "";
    private String created = "";

    @BeforeAll
    static void makePeople() {
        for (String name : new String[] {"ann", "max", "ed", "eve", "cora", "vic", "gus"}) {
            String id = OWNER.post("/api/v1/users", "{\"name\": \"" + name + "\"}")
                    .is(201)
                    .at("/userId")
                    .stringValue();
            IDS.put(name, id);
            CALLERS.put(name, OWNER.with(OWNER.newKey("\"userId\": \"" + id + "\"")));
            CALLERS.put(
                    name + " reading", OWNER.with(OWNER.newKey("\"userId\": \"" + id + "\", \"scopes\": [\"read\"]")));
        }
        String robo = OWNER.post("/api/v1/agents", "{\"name\": \"Robo\"}")
                .is(201)
                .at("/userId")
                .stringValue();
        IDS.put("robo", robo);
        CALLERS.put("robo", OWNER.with(OWNER.newKey("\"userId\": \"" + robo + "\"")));
    }

    @BeforeEach
    void write() {
        w = OWNER.newWorkspace();
        member("ann", "admin");
        member("max", "editor");
        member("ed", "editor");
        member("eve", "editor");
        member("cora", "commenter");
        member("vic", "viewer");
        member("robo", "admin");
        caller("max")
                .post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"title\": \"a\"}")
                .is(201);
        caller("ed")
                .patch(w + "/entities/note_1?wait=validated", "{\"title\": \"b\"}")
                .is(200);
        created = OWNER.get(w + "/events?subjectId=note_1&type=note.created")
                .at("/events/0/id")
                .stringValue();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                // one's own change
                "ed    | undo | by:me  | 200 | ",
                "robo  | undo | by:me  | 409 | undo.nothing_to_undo",
                // what another has changed: admins, and the editor who made it
                "owner | undo | by:ed  | 200 | ",
                "ann   | undo | by:ed  | 200 | ",
                "max   | undo | by:ed  | 200 | ",
                "eve   | undo | by:ed  | 403 | undo.others",
                "cora  | undo | by:ed  | 403 | role.commenter",
                "vic   | undo | by:ed  | 403 | role.viewer",
                "gus   | undo | by:ed  | 404 | ",
                "robo  | undo | by:ed  | 202 | agent.default",
                "ann reading | undo | by:ed | 403 | ",
                // what was written later, overwritten
                "owner | undo | by:ed,policy:force | 200 | ",
                "ann   | undo | by:ed,policy:force | 200 | ",
                "max   | undo | by:ed,policy:force | 403 | undo.force",
                "ed    | undo | by:me,policy:force | 403 | undo.force",
                // all since it was made
                "ann   | undo-to | to:created | 200 | ",
                "max   | undo-to | to:created | 200 | ",
                "ed    | undo-to | to:created | 200 | ",
                "eve   | undo-to | to:created | 403 | undo.others",
                "cora  | undo-to | to:created | 403 | role.commenter",
                "gus   | undo-to | to:created | 404 | ",
                // an old state
                "ann   | restore | to:created | 200 | ",
                "max   | restore | to:created | 200 | ",
                "ed    | restore | to:created | 200 | ",
                "eve   | restore | to:created | 403 | undo.others",
                "vic   | restore | to:created | 403 | role.viewer",
                "robo  | restore | to:created | 202 | agent.default",
                // what a user did, anywhere
                "owner | undo-by | userId:ed,preview:true | 200 | ",
                "ann   | undo-by | userId:ed,preview:true | 200 | ",
                "max   | undo-by | userId:ed,preview:true | 403 | ",
                "ed    | undo-by | userId:ed,preview:true | 403 | ",
                "cora  | undo-by | userId:ed,preview:true | 403 | ",
                "gus   | undo-by | userId:ed,preview:true | 404 | ",
                "robo  | undo-by | userId:ed,preview:true | 403 | undo.by",
            })
    void whoMayTakeBackWhat(String user, String verb, String body, int status, String rule) {
        long before = version();

        Reply reply = caller(user)
                .post(w + "/history/" + verb + (verb.equals("undo-by") ? "" : "?wait=validated"), json(verb, body))
                .is(status);

        if (rule != null) {
            assertThat(reply.at("/rule").stringValue()).isEqualTo(rule);
        }
        if (status != 200 || body.contains("preview")) {
            assertThat(version()).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "ann  | 200 | ",
                "max  | 200 | ",
                "eve  | 403 | undo.others",
                "cora | 403 | role.commenter",
                "robo | 202 | agent.default",
            })
    void whoMayRedo_whatAnotherHasUndone(String user, int status, String rule) {
        caller("ann")
                .post(w + "/history/undo?wait=validated", json("undo", "by:ed"))
                .is(200);
        long before = version();

        Reply reply = caller(user)
                .post(w + "/history/redo?wait=validated", json("redo", "count:1"))
                .is(status);

        assertThat(version() > before).isEqualTo(status == 200);
        if (rule != null) {
            assertThat(reply.at("/rule").stringValue()).isEqualTo(rule);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "ann  | 200 | ",
                "eve  | 200 | ",
                "cora | 403 | role.commenter",
                "vic  | 403 | role.viewer",
                "gus  | 404 | ",
            })
    void whoMayBringBack_whatAnotherHasDeleted(String user, int status, String rule) {
        caller("ann").delete(w + "/entities/note_1?wait=validated").is(200);

        Reply reply = caller(user)
                .post(w + "/history/restore?wait=validated", json("restore", ""))
                .is(status);

        assertThat(OWNER.get(w + "/entities/note_1?minPosition=" + OWNER.position(w))
                        .json()
                        .has("deletedAt"))
                .isEqualTo(status != 200);
        if (rule != null) {
            assertThat(reply.at("/rule").stringValue()).isEqualTo(rule);
        }
    }

    private String json(String verb, String fields) {
        StringBuilder json = new StringBuilder("{");
        if (!verb.equals("undo-by")) {
            json.append("\"subjectId\": \"note_1\"");
        }
        for (String field : fields == null || fields.isEmpty() ? new String[0] : fields.split(",")) {
            String[] parts = field.split(":");
            String value = switch (parts[1]) {
                case "created" -> created;
                default -> IDS.getOrDefault(parts[1], parts[1]);
            };
            json.append(json.length() == 1 ? "" : ", ")
                    .append('"')
                    .append(parts[0])
                    .append("\": ")
                    .append(value.matches("true|[0-9]+") ? value : "\"" + value + "\"");
        }
        return json.append('}').toString();
    }

    private static Api caller(String name) {
        return CALLERS.getOrDefault(name, OWNER);
    }

    private void member(String name, String role) {
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + IDS.get(name) + "\", \"role\": \"" + role + "\"}")
                .is(201);
    }

    private long version() {
        return OWNER.get(w + "/entities/note_1?minPosition=" + OWNER.position(w))
                .at("/version")
                .longValue();
    }
}
