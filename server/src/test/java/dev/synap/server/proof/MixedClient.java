package dev.synap.server.proof;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client that sends requests of all kinds, as a person, an agent or a reviewer, to either server, and notes what it
 * was told. Where no answer comes it asks the other server again with the same event id, or gives up.
 */
final class MixedClient {

    private static final int SUBJECTS = 12;
    private static final int MAX_ATTEMPTS = 6;
    private static final List<String> TAGS = List.of("red", "green", "blue");

    private final int number;
    private final List<ServerNode> nodes;
    private final Household household;
    private final HttpClient http;
    private final Queue<Told> told;
    private final Random random;
    private int requests;

    MixedClient(int number, List<ServerNode> nodes, Household household, HttpClient http, Queue<Told> told, long seed) {
        this.number = number;
        this.nodes = nodes;
        this.household = household;
        this.http = http;
        this.told = told;
        this.random = new Random(seed * 31 + number);
    }

    void sendWhile(BooleanSupplier goesOn) throws InterruptedException {
        while (goesOn.getAsBoolean()) {
            String workspace = household
                    .workspaces()
                    .get(random.nextInt(household.workspaces().size()));
            int who = random.nextInt(10);
            if (who < 2) {
                review(workspace);
            } else {
                send(workspace, who < 7 ? Household.WRITER : Household.AGENT, wish(workspace));
            }
        }
    }

    private Wish wish(String workspace) throws InterruptedException {
        String note = "note_" + random.nextInt(SUBJECTS);
        String task = "task_" + random.nextInt(SUBJECTS);
        String any = random.nextBoolean() ? note : task;
        String type = any.substring(0, 4);
        String words = "by " + number + "." + requests;
        return switch (random.nextInt(16)) {
            case 0, 1 -> Wish.create("note", note, Map.of("title", words, "content", "first"));
            case 2 -> Wish.create("task", task, Map.of("title", words));
            case 3, 4, 5 -> Wish.of("update", type, any, Map.of("changes", Map.of("title", words)));
            case 6 -> Wish.of("update", "note", note, Map.of("changes", Map.of("title", words, "content", words)));
            case 7 -> expecting(workspace, note, Map.of("changes", Map.of("content", words)));
            case 8 -> Wish.of("delete", type, any, Map.of());
            case 9 -> Wish.of("restore", type, any, Map.of());
            case 10, 11 -> Wish.of("tag", type, any, Map.of("tag", TAGS.get(random.nextInt(TAGS.size()))));
            case 12 -> Wish.of("untag", type, any, Map.of("tag", TAGS.get(random.nextInt(TAGS.size()))));
            case 13 -> Wish.of("complete", "task", task, Map.of());
            case 14 -> Wish.of("reopen", "task", task, Map.of());
            default -> Wish.create("comment", "comment_" + number + "." + requests, Map.of("on", any, "text", words));
        };
    }

    /** An update that holds only if nobody comes between. */
    private Wish expecting(String workspace, String id, Map<String, @Nullable Object> data)
            throws InterruptedException {
        Call.Answer now = Call.get("/workspaces/" + workspace + "/entities/" + id)
                .send(http, anyNode().url(), key(Household.WRITER));
        Map<String, @Nullable Object> bound = new TreeMap<>(data);
        if (now.body().get("version") instanceof Number version) {
            bound.put("expectedVersion", version);
        }
        return Wish.of("update", "note", id, bound);
    }

    private void review(String workspace) throws InterruptedException {
        String reviewer = random.nextBoolean() ? Household.REVIEWER : Household.OTHER_REVIEWER;
        Call.Answer inbox = Call.get("/workspaces/" + workspace + "/proposals?status=waiting&limit=20")
                .send(http, anyNode().url(), key(reviewer));
        if (!(inbox.body().get("items") instanceof List<?> waiting) || waiting.isEmpty()) {
            return;
        }
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> proposal =
                (Map<String, @Nullable Object>) waiting.get(random.nextInt(waiting.size()));
        Map<String, @Nullable Object> seen = new TreeMap<>();
        seen.put("contentHash", field(proposal, "contentHash"));
        seen.put("version", field(proposal, "baseVersion"));
        String id = String.valueOf(proposal.get("id"));
        String verb = List.of("accept", "accept", "accept", "modify", "reject").get(random.nextInt(5));
        if (verb.equals("modify")) {
            Map<String, @Nullable Object> content = field(proposal, "content") instanceof Map<?, ?> map
                    ? new TreeMap<>(PlainJson.object(Map.of("content", map), "content"))
                    : new TreeMap<>();
            content.computeIfPresent("title", (key, title) -> "edited");
            seen.put("content", content);
        }
        if (verb.equals("reject")) {
            seen.put("reason", "no");
        }
        send(workspace, reviewer, Wish.decide(verb, id, seen));
    }

    /** In a row of the list, or in the state that the row shows. */
    private static @Nullable Object field(Map<String, @Nullable Object> row, String name) {
        Object value = row.get(name);
        return value == null ? PlainJson.object(row, "state").get(name) : value;
    }

    private void send(String workspace, String user, Wish wish) throws InterruptedException {
        String eventId = "evt_%d.%d".formatted(number, requests++);
        Call call = wish.call(workspace, eventId, null, random.nextInt(4) == 0);
        ServerNode node = anyNode();
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Call.Answer answer = call.send(http, node.url(), key(user));
            Told answered = new Told(
                    workspace,
                    user,
                    eventId,
                    wish.eventType(),
                    wish.subjectId(),
                    wish.data(),
                    answer.status(),
                    answer.body());
            told.add(answered);
            if (!answered.lost() || random.nextInt(8) == 0) {
                return;
            }
            node = nodes.get(1 - nodes.indexOf(node));
        }
    }

    private ServerNode anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private String key(String user) {
        return String.valueOf(household.keys().get(user));
    }
}
