package dev.synap.server.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How each route that writes is called in a {@link Furnished} workspace, so that it would write. */
final class WriteCalls {

    /** Whose call of a route really writes. */
    enum Writer {
        /** An agent's, where a policy lets it. */
        AGENT,
        /** A person's alone. */
        PERSON,
        /** Nobody's here: what it is about is not there, or leaves no trace that could be read. */
        NOBODY
    }

    /**
     * One call.
     *
     * @param route the route as it is described
     * @param path where to, with names behind dollar signs that the workspace knows
     * @param writer who gets it done
     */
    record Call(String route, String path, @Nullable String body, Writer writer) {
        String method() {
            return route.substring(0, route.indexOf(' '));
        }

        @Override
        public String toString() {
            return route;
        }
    }

    private static final String W = "/api/v1/workspaces/{w}";
    private static final Map<String, List<Call>> CALLS = new LinkedHashMap<>();

    private WriteCalls() {}

    static Map<String, List<Call>> all() {
        return CALLS;
    }

    static {
        server("POST", "agents", "{'name': 'Another'}");
        server("POST", "keys", "{'name': 'more', 'userId': 'robo', 'scopes': ['read', 'write']}");
        server("DELETE", "keys/{keyId}", null, "$key");
        server("PATCH", "me", "{'name': 'Renamed'}");
        server("PUT", "me/password", "{'password': 'a long enough password'}");
        server("POST", "rebuilds", "{'name': 'notes'}");
        server("POST", "users", "{'name': 'Another'}");
        server("POST", "workspaces", "{'name': 'Another'}");
        put("POST", "/api/v1/realtime/ticket", "{}", Writer.NOBODY);
        put("POST", "/api/v1/restore", "{}", Writer.NOBODY);
        put("POST", "/api/v1/session", "{'userName': 'owner', 'password': 'a long enough guess'}", Writer.NOBODY);
        put("DELETE", "/api/v1/session", null, Writer.NOBODY);
        put("PUT", "/api/v1/users/{userId}/password", "{'password': 'a long enough password'}", Writer.NOBODY, "mary");

        agent("POST", "/comments", "{'on': 'note_1', 'text': 'Said'}");
        agent("POST", "/entities", "{'type': 'note', 'title': 'New'}");
        agent("DELETE", "/entities/{id}", null, "note_1");
        agent("PATCH", "/entities/{id}", "{'title': 'Changed'}", "note_1");
        agent("POST", "/entities/{id}/archive", "{}", "note_1");
        agent("POST", "/entities/{id}/comments", "{'text': 'Said'}", "note_1");
        agent("POST", "/entities/{id}/restore", "{}", "note_deleted");
        agent("POST", "/entities/{id}/tags", "{'tag': 'blue'}", "note_1");
        agent("DELETE", "/entities/{id}/tags/{tag}", null, "note_1", "red");
        agent("POST", "/entities/{id}/unarchive", "{}", "note_archived");
        agent("POST", "/notes", "{'title': 'New'}");
        agent("POST", "/notes/{id}/tasks", "{'title': 'New'}", "note_1");
        agent("POST", "/projects", "{'title': 'New'}");
        agent("POST", "/relations", "{'from': 'task_1', 'to': 'note_1', 'kind': 'helps'}");
        agent("POST", "/tasks", "{'title': 'New'}");
        agent("POST", "/tasks/{id}/complete", "{}", "task_1");
        agent("POST", "/tasks/{id}/reopen", "{}", "task_done");
        agent("POST", "/history/redo", "{'subjectId': 'note_undone'}");
        agent("POST", "/history/restore", "{'subjectId': 'note_deleted'}");
        agent("POST", "/history/undo", "{'subjectId': 'note_1', 'count': 1}");
        agent("POST", "/history/undo-to", "{'subjectId': 'note_1', 'to': '$fact'}");
        agent("POST", "/proposals/{id}/accept", "{$seen_proposal}", "$proposal");
        agent("POST", "/proposals/{id}/modify", "{$seen_proposal, 'content': {'title': 'Mine'}}", "$proposal");
        agent("POST", "/proposals/{id}/reject", "{$seen_proposal, 'reason': 'no'}", "$proposal");

        person("POST", "/proposals/{id}/withdraw", "{}", "$proposal");
        person("POST", "/proposals/{id}/accept", "{$seen_own}", "$own");
        person("POST", "/proposals/{id}/modify", "{$seen_own, 'content': {'title': 'Mine'}}", "$own");
        person("POST", "/proposals/{id}/reject", "{$seen_own, 'reason': 'no'}", "$own");
        person("POST", "/checkpoints", "{}");
        person(
                "POST",
                "/events",
                "{'events': [{'type': 'note.updated', 'subjectId': 'note_1', 'data': {'title': 'Raw'}}]}");
        person("POST", "/members", "{'userId': 'nora', 'role': 'editor'}");
        person("DELETE", "/members/{userId}", null, "mary");
        person("PATCH", "/members/{userId}", "{'role': 'editor'}", "mary");
        person("POST", "/policies", "{'agentId': 'robo', 'pattern': 'entities.*', 'effect': 'auto_approve'}");
        person("DELETE", "/policies/{id}", null, "$policy");
        person("PATCH", "/policies/{id}", "{'effect': 'auto_approve'}", "$policy");
        person("POST", "/projections/{name}/rebuild", "{}", "notes");
        person("POST", "/schemas", "{'type': 'cheese', 'schema': {'type': 'object'}}");
        person("DELETE", "/schemas/{type}", null, "wine");
        person("PATCH", "/schemas/{type}", "{'schema': {'required': ['year']}}", "wine");
        person("POST", "/settings", "{'name': 'requireReasoning', 'value': true}");
        person("DELETE", "/settings/{name}", null, "recordAuditReads");
        person("PATCH", "/settings/{name}", "{'value': true}", "recordAuditReads");
        person("POST", "/shares", "{'subjectId': 'task_1', 'userId': 'mary', 'level': 'view'}");
        person("DELETE", "/shares/{id}", null, "$share");
        person("PATCH", "/shares/{id}", "{'level': 'view'}", "$share");
        person("POST", "/webhooks", "{'url': 'https://receiver.invalid/', 'types': ['note.*']}");
        person("DELETE", "/webhooks/{id}", null, "webhook_1");
        person("PATCH", "/webhooks/{id}", "{'description': 'changed'}", "webhook_1");
        person("POST", "/webhooks/{id}/ping", "{}", "webhook_1");

        nobody("POST", "/webhooks/{id}/replay", "{'after': 0}", "webhook_1");
        nobody("POST", "/webhooks/{id}/rotate-secret", "{}", "webhook_1");
        nobody("POST", "/webhooks/{id}/deliveries/{deliveryId}/retry", "{}", "webhook_1", "msg_none");
        nobody("POST", "/workers/parked/{id}/retry", "{}", "evt_none");
        nobody("POST", "/workers/parked/{id}/skip", "{}", "evt_none");
        nobody("POST", "/history/undo-by", "{'userId': 'owner', 'token': 'guessed'}");
        nobody("PUT", "/events/{id}", "{'type': 'note.updated'}", "evt_asked");
        nobody("PATCH", "/events/{id}", "{'data': {'title': 'Other'}}", "evt_asked");
        nobody("DELETE", "/events/{id}", null, "evt_asked");
    }

    private static void server(String method, String path, @Nullable String body, String... names) {
        put(method, "/api/v1/" + path, body, Writer.PERSON, names);
    }

    private static void agent(String method, String path, @Nullable String body, String... names) {
        put(method, W + path, body, Writer.AGENT, names);
    }

    private static void person(String method, String path, @Nullable String body, String... names) {
        put(method, W + path, body, Writer.PERSON, names);
    }

    private static void nobody(String method, String path, @Nullable String body, String... names) {
        put(method, W + path, body, Writer.NOBODY, names);
    }

    private static void put(String method, String route, @Nullable String body, Writer writer, String... names) {
        String path = route;
        for (String name : names) {
            path = path.replaceFirst("\\{(?!w})[A-Za-z]+}", java.util.regex.Matcher.quoteReplacement(name));
        }
        String key = method + " " + route;
        CALLS.computeIfAbsent(key, _ -> new java.util.ArrayList<>())
                .add(new Call(key, path, body == null ? null : body.replace('\'', '"'), writer));
    }
}
