package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A note that was changed 10,000 times, with a comment after every 25th change: its history is told whole. */
@Timeout(180)
class LongHistoryTest {

    private static final Api OWNER = Api.owner();
    private static final int CHANGES = 10_000;
    private static final int COMMENT_EVERY = 25;

    private static final AtomicInteger CHANGE = new AtomicInteger();

    private static String w = "";

    @BeforeAll
    static void writeItsHistory() {
        w = OWNER.newWorkspace();
        List<ObjectNode> events = new ArrayList<>();
        events.add(event("note.created", "note_1", "content", "first\nsecond\n0\n"));
        for (int change = 1; change < CHANGES; change++) {
            events.add(event("note.content_updated", "note_1", "content", "first\nsecond\n" + change + "\n"));
            if (change % COMMENT_EVERY == 0) {
                ObjectNode comment = event("comment.created", "about_" + change, "text", "At " + change);
                ((ObjectNode) comment.get("data")).put("on", "note_1");
                events.add(comment);
            }
        }
        for (int from = 0; from < events.size(); from += 1_000) {
            append(events.subList(from, Math.min(events.size(), from + 1_000)));
        }
        OWNER.get(w + "/notes?minPosition=" + events.size()).is(200);
    }

    @Test
    void theTimeline_tellsEveryChangeAndEveryComment_whicheverPagesItIsReadIn() {
        List<String> sentences = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        String after = "";
        do {
            Reply page = OWNER.get(w + "/subjects/note_1/timeline?limit=1000" + after)
                    .is(200);
            assertThat(page.at("/commentsLeftOut").booleanValue()).isFalse();
            for (JsonNode entry : page.at("/entries")) {
                sentences.add(entry.path("sentence").stringValue());
                entry.path("steps")
                        .forEach(step -> comments.add(step.path("sentence").stringValue()));
            }
            after = page.at("/next").isNull()
                    ? ""
                    : "&after=" + page.at("/next").longValue();
        } while (!after.isEmpty());

        assertThat(sentences).hasSize(CHANGES);
        assertThat(comments).hasSize((CHANGES - 1) / COMMENT_EVERY).doesNotHaveDuplicates();
        assertThat(comments.getFirst()).isEqualTo("Owner commented \"At 9975\"");
    }

    @Test
    void diffAndBlame_areOfTheWholeHistory() {
        JsonNode lines = OWNER.get(w + "/subjects/note_1/blame").is(200).at("/lines");
        JsonNode early =
                OWNER.get(w + "/subjects/note_1/blame?asOf=5000").is(200).at("/lines");
        Reply diff = OWNER.get(w + "/subjects/note_1/diff?from=17&to=9000").is(200);

        assertThat(lines.valueStream().map(line -> line.path("version").longValue()))
                .containsExactly(1L, 1L, (long) CHANGES);
        assertThat(early.valueStream().map(line -> line.path("version").longValue()))
                .containsExactly(1L, 1L, 5_000L);
        assertThat(diff.at("/fields/0/before").stringValue()).isEqualTo("first\nsecond\n16\n");
        assertThat(diff.at("/fields/0/after").stringValue()).isEqualTo("first\nsecond\n8999\n");
    }

    @Test
    void theAuditLog_isExportedWhole() {
        List<String> lines = OWNER.get(w + "/audit.ndjson?subjectId=note_1")
                .is(200)
                .body()
                .lines()
                .toList();

        assertThat(lines).hasSize(CHANGES);
        assertThat(Json.readObject(lines.getLast()).at("/changes/0/before").stringValue())
                .isEqualTo("first\nsecond\n9998\n");
    }

    @Test
    void whatIsTooMuchToTell_isLeftOut_andSaidSo() {
        append(List.of(event("note.created", "note_2", "title", "Talked about")));
        List<ObjectNode> comments = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ObjectNode comment = event("comment.created", "talk_" + i, "text", "Talk " + i);
            ((ObjectNode) comment.get("data")).put("on", "note_2");
            comments.add(comment);
        }
        append(comments);
        List<ObjectNode> edits = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            edits.add(event("comment.text_updated", "talk_999", "text", "Edit " + i));
        }

        assertThat(timeline("note_2").at("/commentsLeftOut").booleanValue()).isFalse();
        append(edits);
        Reply cut = timeline("note_2");

        assertThat(cut.at("/commentsLeftOut").booleanValue()).isTrue();
        assertThat(cut.at("/entries/0/steps").size()).isLessThanOrEqualTo(1_000);
    }

    private static Reply timeline(String subjectId) {
        OWNER.get(w + "/notes?minPosition=" + OWNER.position(w)).is(200);
        return OWNER.get(w + "/subjects/" + subjectId + "/timeline").is(200);
    }

    private static ObjectNode event(String type, String subjectId, String field, String text) {
        // Events that are appended together are one change, unless they say which they belong to.
        ObjectNode event = Json.newObject()
                .put("type", type)
                .put("subjectId", subjectId)
                .put("correlationId", "change_" + CHANGE.incrementAndGet());
        event.putObject("data").put(field, text);
        return event;
    }

    private static void append(List<ObjectNode> events) {
        ObjectNode body = Json.newObject();
        ArrayNode array = body.putArray("events");
        events.forEach(array::add);
        OWNER.post(w + "/events", Json.write(body)).is(201);
    }
}
