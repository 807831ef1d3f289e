package dev.synap.server.proof;

import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * People and agents, their keys, and workspaces in which they have their roles.
 *
 * @param keys by user id
 */
record Household(String owner, List<String> workspaces, Map<String, String> keys) {

    static final String WRITER = "ann";
    static final String REVIEWER = "ben";
    static final String OTHER_REVIEWER = "cat";
    static final String AGENT = "bot";

    /** Makes them: an editor, two admins, and an agent that may tag by itself and else only propose. */
    static Household settle(HttpClient http, String url, int workspaces) throws InterruptedException {
        Map<String, String> keys = new HashMap<>();
        for (String person : List.of(WRITER, REVIEWER, OTHER_REVIEWER)) {
            ask(http, url, "/users", Map.of("userId", person, "name", person));
        }
        ask(http, url, "/agents", Map.of("userId", AGENT, "name", AGENT));
        for (String user : List.of(WRITER, REVIEWER, OTHER_REVIEWER, AGENT)) {
            keys.put(
                    user,
                    ask(http, url, "/keys", Map.of("userId", user, "name", "test"))
                            .text("key"));
        }
        List<String> made = IntStream.rangeClosed(1, workspaces)
                .mapToObj(number -> "w" + number)
                .toList();
        for (String workspace : made) {
            ask(http, url, "/workspaces", Map.of("workspaceId", workspace, "name", workspace));
            String in = "/workspaces/" + workspace;
            ask(http, url, in + "/members?wait=validated", Map.of("userId", WRITER, "role", "editor"));
            ask(http, url, in + "/members?wait=validated", Map.of("userId", REVIEWER, "role", "admin"));
            ask(http, url, in + "/members?wait=validated", Map.of("userId", OTHER_REVIEWER, "role", "admin"));
            ask(http, url, in + "/members?wait=validated", Map.of("userId", AGENT, "role", "editor"));
            ask(
                    http,
                    url,
                    in + "/policies?wait=validated",
                    Map.of("agentId", AGENT, "pattern", "entities.tag.*", "effect", "auto_approve"));
        }
        return new Household("owner", made, keys);
    }

    private static Call.Answer ask(HttpClient http, String url, String path, Map<String, @Nullable Object> body)
            throws InterruptedException {
        return Call.post(path, body).send(http, url, ServerNode.ADMIN_KEY).expect(201);
    }
}
