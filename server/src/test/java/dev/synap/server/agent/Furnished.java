package dev.synap.server.agent;

import dev.synap.core.json.Json;
import dev.synap.core.write.DerivedIds;
import dev.synap.server.http.Api;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workspace that has something for every kind of write to be about, always under the same ids. In it is the agent that is
 * looked at, {@value #AGENT}, and another one, two of whose wishes wait for a person.
 */
final class Furnished {

    static final String AGENT = "robo";

    private static final String OTHER = "other";

    private final Api owner;
    private final String w;
    private final Api agent;
    private final Map<String, String> names = new HashMap<>();

    private Furnished(Api owner, String w, Api agent) {
        this.owner = owner;
        this.w = w;
        this.agent = agent;
    }

    /** Makes the people and agents of a new server, who are the same in all its workspaces. */
    static void people(Api owner) {
        owner.post("/api/v1/users", "{\"userId\": \"mary\", \"name\": \"Mary\"}")
                .is(201);
        owner.post("/api/v1/users", "{\"userId\": \"nora\", \"name\": \"Nora\"}")
                .is(201);
        owner.post("/api/v1/agents", "{\"userId\": \"" + AGENT + "\", \"name\": \"Robo\"}")
                .is(201);
        owner.post("/api/v1/agents", "{\"userId\": \"" + OTHER + "\", \"name\": \"Other\"}")
                .is(201);
    }

    /**
     * A new workspace.
     *
     * @param role the agent's role, or {@code guest} for one with whom a note and a task are shared to edit
     */
    static Furnished withAgent(Api owner, String role) {
        Api agent = owner.with(owner.newKey("\"userId\": \"" + AGENT + "\""));
        Furnished made = new Furnished(owner, owner.newWorkspace(), agent);
        made.letIn(role);
        made.fill();
        return made;
    }

    Api agent() {
        return agent;
    }

    String path() {
        return w;
    }

    /** A call with its workspace, and the names behind dollar signs put in. */
    String named(String text) {
        String named = text.replace("{w}", w.substring(w.lastIndexOf('/') + 1));
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace("$" + name.getKey(), name.getValue());
        }
        return named;
    }

    /** Lets the agent do without a person whatever a policy can let it do. */
    Furnished allowingAll() {
        for (String pattern : new String[] {"*", "history.*", "proposals.*"}) {
            make(
                    "/policies",
                    "{\"agentId\": \"" + AGENT + "\", \"pattern\": \"" + pattern + "\", \"effect\": \"auto_approve\"}");
        }
        return this;
    }

    private void letIn(String role) {
        if (!role.equals("guest")) {
            make("/members", "{\"userId\": \"" + AGENT + "\", \"role\": \"" + role + "\"}");
        }
        make("/members", "{\"userId\": \"" + OTHER + "\", \"role\": \"editor\"}");
        make("/members", "{\"userId\": \"mary\", \"role\": \"viewer\"}");
    }

    private void fill() {
        make(
                "/notes",
                "{\"id\": \"note_1\", \"eventId\": \"evt_asked\", \"title\": \"One\", \"content\": \"Original\"}");
        owner.patch(w + "/entities/note_1?wait=validated", "{\"content\": \"Edited\"}")
                .is(200);
        make("/notes", "{\"id\": \"note_undone\", \"title\": \"Undone\"}");
        owner.patch(w + "/entities/note_undone?wait=validated", "{\"title\": \"Again\"}")
                .is(200);
        owner.post(w + "/history/undo?wait=validated", "{\"subjectId\": \"note_undone\"}")
                .is(200);
        make("/notes", "{\"id\": \"note_deleted\", \"title\": \"Gone\"}");
        owner.delete(w + "/entities/note_deleted?wait=validated").is(200);
        make("/notes", "{\"id\": \"note_archived\", \"title\": \"Away\"}");
        owner.post(w + "/entities/note_archived/archive?wait=validated", "{}").is(200);
        make("/tasks", "{\"id\": \"task_1\", \"title\": \"To do\"}");
        make("/tasks", "{\"id\": \"task_done\", \"title\": \"Done\"}");
        owner.post(w + "/tasks/task_done/complete?wait=validated", "{}").is(200);
        make("/relations", "{\"from\": \"note_1\", \"to\": \"task_1\", \"kind\": \"needs\"}");
        make("/comments", "{\"on\": \"note_1\", \"text\": \"Well\"}");
        owner.post(w + "/entities/note_1/tags?wait=validated", "{\"tag\": \"red\"}")
                .is(200);
        for (String user : new String[] {"mary", AGENT}) {
            make("/shares", "{\"subjectId\": \"note_1\", \"level\": \"edit\", \"userId\": \"" + user + "\"}");
        }
        make("/shares", "{\"subjectId\": \"task_1\", \"level\": \"edit\", \"userId\": \"" + AGENT + "\"}");
        make(
                "/policies",
                "{\"agentId\": \"" + OTHER + "\", \"pattern\": \"entities.create.wine\", \"effect\": \"deny\"}");
        make("/schemas", "{\"type\": \"wine\", \"schema\": {\"type\": \"object\"}}");
        make("/settings", "{\"name\": \"recordAuditReads\", \"value\": false}");
        // A name that stands for no address, ever: nothing leaves this machine.
        owner.post(
                        w + "/webhooks",
                        "{\"id\": \"webhook_1\", \"url\": \"https://receiver.invalid/\", \"types\": [\"none.*\"]}")
                .is(201);
        propose();
        names.put("share", DerivedIds.share("note_1", "mary"));
        names.put("policy", DerivedIds.policy(OTHER, "entities.create.wine"));
        names.put(
                "fact",
                owner.get(w + "/events?type=note.created&subjectId=note_1")
                        .at("/events/0/id")
                        .stringValue());
        names.put(
                "edit",
                owner.get(w + "/events?type=note.content_updated&subjectId=note_1")
                        .at("/events/0/correlationId")
                        .stringValue());
        owner.newKey("\"userId\": \"mary\"");
        names.put(
                "key", owner.get("/api/v1/keys?userId=mary").at("/keys/0/keyId").stringValue());
    }

    private void propose() {
        Api other = owner.with(owner.newKey("\"userId\": \"" + OTHER + "\""));
        proposed("proposal", other, "{\"id\": \"task_wished\", \"title\": \"Wished\"}");
        if (agent.get(w).at("/role").asString("").matches("admin|editor")) {
            proposed("own", agent, "{\"id\": \"task_own\", \"title\": \"Own\"}");
        } else {
            proposed("own", other, "{\"id\": \"task_own\", \"title\": \"Own\"}");
        }
    }

    private void proposed(String name, Api wisher, String task) {
        String id = wisher.post(w + "/tasks?wait=validated", task)
                .is(202)
                .at("/proposalId")
                .stringValue();
        names.put(name, id);
        ObjectNode seen = Json.newObject();
        seen.set("contentHash", owner.get(w + "/proposals/" + id).at("/contentHash"));
        seen.set("version", owner.get(w + "/proposals/" + id).at("/baseVersion"));
        String fields = Json.write(seen);
        names.put("seen_" + name, fields.substring(1, fields.length() - 1));
    }

    private void make(String list, String body) {
        owner.post(w + list + "?wait=validated", body).is(201);
    }
}
