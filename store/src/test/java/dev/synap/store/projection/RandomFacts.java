package dev.synap.store.projection;

import dev.synap.core.event.EventDraft;
import dev.synap.core.json.Json;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events of every type about a few subjects, with what makes sense in them and what does not. */
public final class RandomFacts {

    static final Instant START = Instant.parse("2024-12-01T10:00:00Z");

    private static final List<String> FIELDS = List.of(
            "title",
            "name",
            "content",
            "text",
            "description",
            "status",
            "dueDate",
            "projectId",
            "noteId",
            "from",
            "to",
            "kind",
            "on",
            "action",
            "subjectId",
            "subjectType",
            "requestId",
            "contentHash",
            "baseVersion",
            "proposedBy",
            "expiresAt",
            "decidedAt",
            "decidedBy",
            "userId",
            "role",
            "level",
            "agentId",
            "pattern",
            "effect",
            "type",
            "schema",
            "tags",
            "tag",
            "id",
            "createdAt",
            "deletedAt",
            "archivedAt",
            "updatedBy",
            "completedAt",
            "extra");

    private static final List<String> TYPES = List.of(
            "note",
            "task",
            "project",
            "relation",
            "comment",
            "proposal",
            "member",
            "share",
            "policy",
            "schema",
            "recipe");

    private RandomFacts() {}

    public static Arbitrary<List<EventDraft>> drafts() {
        Arbitrary<String> verbs = Arbitraries.frequency(
                Tuple.of(6, "created"),
                Tuple.of(6, "updated"),
                Tuple.of(3, "title_changed"),
                Tuple.of(2, "content_updated"),
                Tuple.of(3, "tagged"),
                Tuple.of(2, "untagged"),
                Tuple.of(2, "deleted"),
                Tuple.of(1, "restored"),
                Tuple.of(1, "archived"),
                Tuple.of(1, "completed"),
                Tuple.of(1, "seen"));
        return Combinators.combine(
                        Arbitraries.of(TYPES),
                        verbs,
                        Arbitraries.integers().between(1, 14),
                        Arbitraries.of(TYPES).injectNull(0.9),
                        Arbitraries.of("alice", "bob"),
                        Arbitraries.integers().between(0, 30),
                        data())
                .as((type, verb, subject, subjectType, user, second, data) -> {
                    // Mostly a subject keeps to its type; now and then an event is about one of another type.
                    String own = TYPES.get(subject % TYPES.size());
                    EventDraft draft = EventDraft.of((second % 10 == 0 ? type : own) + "." + verb)
                            .subject("s" + subject)
                            .data(data)
                            .user(user)
                            .timestamp(START.plusSeconds(second));
                    return subjectType == null ? draft : draft.subjectType(subjectType);
                })
                .list();
    }

    private static Arbitrary<ObjectNode> data() {
        return Combinators.combine(Arbitraries.of(FIELDS), values())
                .as(Tuple::of)
                .list()
                .ofMaxSize(8)
                .map(fields -> {
                    ObjectNode data = Json.newObject();
                    fields.forEach(field -> data.set(field.get1(), field.get2()));
                    return data;
                });
    }

    private static Arbitrary<JsonNode> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        6,
                        Arbitraries.of(
                                        "\"red\"",
                                        "\"green\"",
                                        "\"open\"",
                                        "\"done\"",
                                        "\"waiting\"",
                                        "\"n1\"",
                                        "\"\"",
                                        "\"Ärger im Café\"",
                                        "\"2024-12-15\"",
                                        "\"2024-12-15T10:00:00+02:00\"",
                                        "\"2024-13-45\"",
                                        "\"+12024-12-15T10:00:00Z\"",
                                        "\"😀 grin\"")
                                .map(RandomFacts::json)),
                Tuple.of(
                        3,
                        Arbitraries.of(
                                        "null",
                                        "true",
                                        "7",
                                        "-1",
                                        "1.50",
                                        "1E+300",
                                        "9223372036854775807",
                                        "9223372036854775808",
                                        "[]",
                                        "[1,\"red\",\"red\",null,{}]",
                                        "[\"red\",\"green\"]",
                                        "{}",
                                        "{\"a\":null,\"b\":{\"c\":1}}",
                                        "{\"b\":{\"c\":null}}",
                                        "\"a\\u0000b\"")
                                .map(RandomFacts::json)),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(190, 3_000)
                                .map(length -> json("\"" + "w".repeat(length) + "\""))));
    }

    private static JsonNode json(String text) {
        return Json.readObject("{\"x\":" + text + "}").get("x");
    }
}
