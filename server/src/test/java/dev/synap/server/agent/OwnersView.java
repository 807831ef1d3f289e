package dev.synap.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.core.fold.Reducers;
import dev.synap.server.http.Api;
import dev.synap.server.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * All that an owner can read of a workspace and of the server at one time, but for the log: what is there, who may what, and
 * what waits.
 *
 * @param parts what each address answered
 * @param proposals the proposals, by their ids
 * @param position where the log ended
 */
record OwnersView(Map<String, String> parts, Map<String, String> proposals, long position) {

    private static final String ANY = "deleted=any&limit=1000";
    private static final List<String> LISTS = List.of(
            "/entities?archived=any&" + ANY,
            "/notes?archived=any&" + ANY,
            "/tasks?archived=any&" + ANY,
            "/projects?archived=any&" + ANY,
            "/relations?" + ANY,
            "/comments?" + ANY,
            "/members?" + ANY,
            "/shares?" + ANY,
            "/policies?" + ANY,
            "/schemas?" + ANY,
            "/settings?" + ANY,
            "/tags",
            "/webhooks",
            "/webhooks/webhook_1/deliveries",
            "/checkpoints",
            "/workers/parked");

    private static final List<String> OF_SERVER = List.of(
            "/api/v1/users",
            "/api/v1/agents",
            "/api/v1/keys",
            "/api/v1/keys?userId=mary",
            "/api/v1/keys?userId=robo",
            "/api/v1/workspaces",
            "/api/v1/rebuilds",
            "/api/v1/me",
            "/api/v1/setup");

    /** Reads it once all that was asked for has been decided, and is shown. */
    static OwnersView of(Api owner, String w) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            long end = owner.position(w);
            assertThat(owner.get(w + "/dispatch?status=pending&limit=1").at("/items"))
                    .isEmpty();
            owner.get(w + "/workers")
                    .at("/workers")
                    .forEach(worker -> assertThat(worker.get("behind").longValue())
                            .as(worker.toString())
                            .isZero());
            // What a worker has written meanwhile is to be handled in its turn.
            assertThat(owner.position(w)).isEqualTo(end);
        });
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !owner.get("/api/v1/rebuilds").body().contains("\"status\":\"running\""));
        long position = owner.position(w);
        Map<String, String> parts = new TreeMap<>();
        for (String list : LISTS) {
            Reply reply = owner.get(w + list);
            // Only the webhook, of which this looks at the deliveries, may be gone.
            assertThat(reply.status()).as(list).isIn(list.endsWith("/deliveries") ? List.of(200, 404) : List.of(200));
            parts.put(list, reply.body().replaceAll(",\"position\":\\d+}$", "}"));
        }
        OF_SERVER.forEach(
                path -> parts.put(path, owner.get(path).is(200).body().replaceAll("\"lastUsedAt\":\"[^\"]*\",?", "")));
        for (JsonNode entity : owner.get(w + LISTS.getFirst()).at("/items")) {
            String id = entity.get("id").stringValue();
            parts.put(
                    "the state of " + id,
                    owner.get(w + "/subjects/" + id).is(200).at("/state").toString());
        }
        return new OwnersView(parts, proposals(owner, w), position);
    }

    private static Map<String, String> proposals(Api owner, String w) {
        Map<String, String> found = new TreeMap<>();
        String after = "";
        do {
            JsonNode page =
                    owner.get(w + "/proposals?limit=1000" + after).is(200).json();
            page.get("items").forEach(each -> found.put(each.get("id").stringValue(), each.toString()));
            JsonNode next = page.get("next");
            after = next == null || next.isNull() ? "" : "&after=" + next.stringValue();
        } while (!after.isEmpty());
        return found;
    }

    /** Fails unless nothing has changed since, but for proposals of this agent's that wait for a person. */
    void stillHolds(Api owner, String w, String agentId) {
        OwnersView now = of(owner, w);
        assertThat(now.parts.keySet()).isEqualTo(parts.keySet());
        parts.forEach((name, part) -> assertThat(now.parts.get(name)).as(name).isEqualTo(part));
        now.proposals.forEach((id, proposal) -> {
            if (proposals.containsKey(id)) {
                assertThat(proposal).isEqualTo(proposals.get(id));
            } else {
                assertThat(proposal).contains("\"status\":\"waiting\"", "\"proposedBy\":\"" + agentId + "\"");
            }
        });
        assertThat(now.proposals.keySet()).containsAll(proposals.keySet());
        for (JsonNode event : eventsSince(owner, w)) {
            String type = event.get("type").stringValue();
            String userId = event.get("userId").stringValue();
            boolean answer = type.endsWith(".proposed") || type.endsWith(".rejected");
            assertThat(userId).as(event.toString()).isIn(answer ? List.of(agentId, "system") : List.of(agentId));
            assertThat(answer || type.endsWith(".requested") || type.equals("proposal.created"))
                    .as(event.toString())
                    .isTrue();
            assertThat(Reducers.changesState(type)).as(event.toString()).isEqualTo(type.equals("proposal.created"));
        }
    }

    /** Whether something else can be read now, or something was written that only the log shows. */
    boolean differsNow(Api owner, String w) {
        OwnersView now = of(owner, w);
        return !now.parts.equals(parts) || !now.proposals.equals(proposals);
    }

    private List<JsonNode> eventsSince(Api owner, String w) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode next = null;
        do {
            JsonNode page = owner.get(w + "/events?limit=1000&after=" + (next == null ? position : next.longValue()))
                    .is(200)
                    .json();
            page.get("events").forEach(events::add);
            next = page.get("next");
        } while (next != null && !next.isNull());
        return events;
    }
}
