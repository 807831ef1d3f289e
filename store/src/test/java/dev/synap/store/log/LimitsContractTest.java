package dev.synap.store.log;

import static dev.synap.store.log.TestEvents.draft;
import static dev.synap.store.log.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.PageRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The far ends of what an event may be. */
class LimitsContractTest extends EventLogContract {

    @Test
    void idsOfFullLengthAndEveryCharacter_areKept() {
        // given
        String id = ("AZaz09_-.:".repeat(13)).substring(0, 128);
        NewEvent sent = event(draft(id, id)
                .id(id)
                .subjectType(id)
                .user(id)
                .source(id)
                .correlation(id)
                .causation(id));

        // when
        append(List.of(sent));

        // then
        Event stored = log.get(workspace, id).orElseThrow();
        assertThat(List.of(
                        stored.type(),
                        stored.subjectId(),
                        stored.subjectType(),
                        stored.userId(),
                        stored.source(),
                        stored.correlationId(),
                        stored.causationId()))
                .containsOnly(id);
        assertThat(log.history(workspace, id, AsOf.latest(), PageRequest.first(1))
                        .events())
                .containsExactly(stored);
        assertHolds(id);
    }

    @Test
    void idsThatDifferInCaseOrPunctuationOnly_areDifferent() {
        append(
                draft("n", "x.created").id("a"),
                draft("N", "x.created").id("A"),
                draft("n.", "x.created").id("a-"));
        assertHolds("a", "A", "a-");
        assertThat(stored()).extracting(Event::version).containsOnly(1L);
    }

    @Test
    void dataAndMetadataOfFullSize_areKeptToTheByte() {
        // given: {"s":"…"} takes eight bytes beside the text
        JsonObject data = JsonObject.of(Json.newObject().put("s", "d".repeat(NewEvent.MAX_DATA_BYTES - 8)));
        JsonObject metadata = JsonObject.of(Json.newObject().put("s", "ü".repeat(NewEvent.MAX_METADATA_BYTES / 2 - 4)));

        // when
        append(draft("n1", "note.created").id("a").data(data.toNode()).metadata(metadata.toNode()));

        // then
        Event stored = log.get(workspace, "a").orElseThrow();
        assertThat(stored.data().equals(data)).isTrue();
        assertThat(stored.metadata().equals(metadata)).isTrue();
        assertHolds("a");
    }

    @Test
    void aThousandEventsInOneAppend_areKept() {
        Appended appended = append(TestEvents.updates("n1", 1_000));
        assertThat(appended.events()).hasSize(1_000);
        assertThat(appended.events().getLast().version()).isEqualTo(1_000);
        assertThat(append(draft("n1", "note.updated")).first().position()).isEqualTo(1_001);
        assertThat(log.verify(workspace).events()).isEqualTo(1_001);
    }

    @Test
    void anyUnicodeText_isKept() {
        // given
        String text =
                "äöü ß 漢字 𝄞 👩‍👩‍👧 עברית \u200b\u2028\u2029\ufeff\ufffe\uffff \u0001\u001f\u007f \\ \" ' $1 ${x} %s ?";
        JsonObject json = JsonObject.of(Json.newObject().put(text, text));

        // when
        append(draft("n1", "note.created").id("a").data(json.toNode()).metadata(json.toNode()));
        reopen();

        // then
        assertThat(log.get(workspace, "a")
                        .orElseThrow()
                        .data()
                        .toNode()
                        .get(text)
                        .stringValue())
                .isEqualTo(text);
        assertThat(log.get(workspace, "a").orElseThrow().metadata()).isEqualTo(json);
        assertHolds("a");
    }

    @Test
    void jsonText_isKeptAsItWasSent() {
        JsonObject json = JsonObject.parse(
                "{\"z\":1.0,\"a\":1e400000000000,\"b\":0.1000,\"c\":-0,\"d\":12345678901234567890123,\"e\":[null,{}]}"
                        .replace("1e400000000000", "1e300"));
        append(draft("n1", "note.created").id("a").data(json.toNode()));
        assertThat(log.get(workspace, "a").orElseThrow().data().text()).isEqualTo(json.text());
        assertHolds("a");
    }

    @Test
    void theFirstAndTheLastTime_areKept() {
        append(
                draft("n1", "note.created").id("a").timestamp(Timestamps.EARLIEST),
                draft("n1", "note.updated").id("b").timestamp(Timestamps.LATEST));
        assertThat(stored()).extracting(Event::timestamp).containsExactly(Timestamps.EARLIEST, Timestamps.LATEST);
        assertThat(log.history(workspace, "n1", AsOf.time(Timestamps.EARLIEST), PageRequest.first(9))
                        .events())
                .extracting(Event::id)
                .containsExactly("a");
        assertHolds("a", "b");
    }
}
