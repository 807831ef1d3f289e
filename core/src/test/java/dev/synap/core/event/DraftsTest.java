package dev.synap.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class DraftsTest {

    private static final Instant LONG_AGO = Instant.parse("1999-12-31T23:59:59.123456789Z");
    private static final RequestContext ALICE = new RequestContext("alice", false, "192.168.1.1", "Chrome/120");
    private static final RequestContext IMPORTER = new RequestContext("carol", true, "10.0.0.1", "git");

    private final Drafts drafts = new Drafts(Ids.random());

    @Test
    void draftWithOnlyAType_isFilledIn() {
        NewEvent event = complete(EventDraft.of("note.created"), RequestContext.local("alice"));
        assertThat(event.id()).matches("evt_[0-9A-Za-z]{22}");
        assertThat(event.subjectId()).matches("note_[0-9A-Za-z]{22}");
        assertThat(event.subjectType()).isNull();
        assertThat(event.data().text()).isEqualTo("{}");
        assertThat(event.metadata().text()).isEqualTo("{}");
        assertThat(event.userId()).isEqualTo("alice");
        assertThat(event.source()).isEqualTo("api");
        assertThat(event.correlationId()).isNull();
        assertThat(event.causationId()).isNull();
        assertThat(event.timestamp()).isNull();
        assertThat(event.subjectTypeByName()).isEqualTo("note");
    }

    @Test
    void everythingThatIsSent_isKept() {
        EventDraft draft = EventDraft.of("note.updated")
                .id("evt_1")
                .subject("note_1")
                .subjectType("memo")
                .data(json("{\"content\":\"x\"}"))
                .metadata(json("{\"ai\":{\"agent\":\"a\"},\"any\":[1.0]}"))
                .user("alice")
                .source("web-app")
                .correlation("c_1")
                .causation("evt_0");
        NewEvent event = complete(draft, ALICE);
        assertThat(event)
                .isEqualTo(new NewEvent(
                        "evt_1",
                        "note.updated",
                        "note_1",
                        "memo",
                        JsonObject.parse("{\"content\":\"x\"}"),
                        JsonObject.parse("{\"ai\":{\"agent\":\"a\"},\"any\":[1.0],"
                                + "\"ipAddress\":\"192.168.1.1\",\"userAgent\":\"Chrome/120\"}"),
                        "alice",
                        "web-app",
                        "c_1",
                        "evt_0",
                        null));
        assertThat(RequestContext.withoutContext(event.metadata()).text())
                .isEqualTo("{\"ai\":{\"agent\":\"a\"},\"any\":[1.0]}");
    }

    @Test
    void whatTheClientHolds_isNotChanged() {
        ObjectNode metadata = json("{\"a\":1}");
        complete(EventDraft.of("note.created").metadata(metadata), ALICE);
        assertThat(metadata.toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void userAndTimestamp_areNotForClientsToSay() {
        assertRefused(
                EventDraft.of("note.created").user("bob"),
                ALICE,
                "events[0].userId",
                "is taken from the credential, which is alice's; leave it out");
        assertRefused(
                EventDraft.of("note.created").timestamp(LONG_AGO),
                RequestContext.local("alice"),
                "events[0].timestamp",
                "is set by the server; leave it out, or add metadata.import to append history from elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipAddress", "userAgent", "importedBy"})
    void metadataThatTheServerWrites_isReserved(String field) {
        assertRefused(
                EventDraft.of("note.created").metadata(json("{\"" + field + "\":\"x\"}")),
                ALICE,
                "events[0].metadata." + field,
                "is taken from the request by the server; leave it out");
    }

    @Test
    void anImport_saysWhoAndWhen_andTheServerSaysWhoImported() {
        NewEvent event = complete(
                EventDraft.of("note.created")
                        .user("linus")
                        .timestamp(LONG_AGO)
                        .metadata(json("{\"import\":{\"commit\":\"abc\"},\"ipAddress\":\"1.2.3.4\"}")),
                IMPORTER);
        assertThat(event.userId()).isEqualTo("linus");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("1999-12-31T23:59:59.123456Z"));
        assertThat(event.metadata().text())
                .isEqualTo("{\"import\":{\"commit\":\"abc\"},\"ipAddress\":\"1.2.3.4\","
                        + "\"importedBy\":{\"userId\":\"carol\",\"ipAddress\":\"10.0.0.1\",\"userAgent\":\"git\"}}");
        assertThat(RequestContext.withoutContext(event.metadata()).text())
                .isEqualTo("{\"import\":{\"commit\":\"abc\"}}");
    }

    @Test
    void anImportThatNamesNobody_isTheImporters() {
        NewEvent event = complete(EventDraft.of("note.created").metadata(json("{\"import\":{}}")), IMPORTER);
        assertThat(event.userId()).isEqualTo("carol");
        assertThat(event.timestamp()).isNull();
    }

    @Test
    void imports_areRefusedWithoutTheRightOrTheForm() {
        assertRefused(
                EventDraft.of("note.created").metadata(json("{\"import\":{}}")),
                ALICE,
                "events[0].metadata.import",
                "needs a key with the scope import; alice's key has none");
        for (String form : List.of("true", "null", "\"git\"", "[]")) {
            assertRefused(
                    EventDraft.of("note.created").metadata(json("{\"import\":" + form + "}")),
                    IMPORTER,
                    "events[0].metadata.import",
                    "must be an object that says where this comes from");
        }
        assertRefused(
                EventDraft.of("note.created").metadata(json("{\"import\":{},\"importedBy\":{}}")),
                IMPORTER,
                "events[0].metadata.importedBy",
                "is set by the server; leave it out");
        assertRefused(
                EventDraft.of("note.created")
                        .metadata(json("{\"import\":{}}"))
                        .timestamp(Instant.parse("+10000-01-01T00:00:00Z")),
                IMPORTER,
                "events[0].timestamp",
                "must lie in the years 1 to 9999");
        assertRefused(
                EventDraft.of("note.created").metadata(json("{\"import\":{}}")).user("a b"),
                IMPORTER,
                "events[0].userId",
                "may hold only A-Z a-z 0-9 _ - . : but has U+0020 at index 1");
    }

    @Test
    void subject_isTheOneNamed_orTheOneInTheData_orANewOne() {
        assertThat(complete(EventDraft.of("note.updated").subject("note_1").data(json("{\"id\":\"x\"}")), ALICE)
                        .subjectId())
                .isEqualTo("note_1");
        assertThat(complete(EventDraft.of("note.created").data(json("{\"id\":\"note_2\"}")), ALICE)
                        .subjectId())
                .isEqualTo("note_2");
        assertThat(complete(EventDraft.of("note.created").data(json("{\"id\":7}")), ALICE)
                        .subjectId())
                .matches("note_[0-9A-Za-z]{22}");
        assertThat(complete(EventDraft.of("crm.deal.created").subjectType("deal"), ALICE)
                        .subjectId())
                .matches("deal_[0-9A-Za-z]{22}");
        assertThat(complete(EventDraft.of("note.created").id("evt_1").subjectType("t".repeat(128)), ALICE)
                        .subjectId())
                .hasSize(128);
    }

    @Test
    void creationThatNamesTwoSubjects_isRefused() {
        assertRefused(
                EventDraft.of("note.created").subject("note_1").data(json("{\"id\":\"note_2\"}")),
                ALICE,
                "events[0].data.id",
                "is note_2 but subjectId is note_1; send one or make them equal");
        assertThat(complete(EventDraft.of("note.created").subject("note_1").data(json("{\"id\":\"note_1\"}")), ALICE)
                        .subjectId())
                .isEqualTo("note_1");
    }

    @Test
    void severalEvents_shareTheFirstOnesIdAsCorrelation_butKeepTheirOwn() {
        List<NewEvent> events = drafts.complete(
                "default",
                List.of(
                        EventDraft.of("note.created").id("evt_1"),
                        EventDraft.of("note.updated"),
                        EventDraft.of("note.updated").correlation("c_9")),
                ALICE);
        assertThat(events).extracting(NewEvent::correlationId).containsExactly("evt_1", "evt_1", "c_9");
        assertThat(events).extracting(NewEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void sameDraftsWithIdsSentAgain_giveTheSameEvents() {
        List<EventDraft> sent = List.of(
                EventDraft.of("note.created").id("evt_1").data(json("{\"content\":\"x\"}")),
                EventDraft.of("task.created").id("evt_2"));
        List<NewEvent> first = drafts.complete("default", sent, ALICE);
        assertThat(new Drafts(Ids.random()).complete("default", sent, ALICE)).isEqualTo(first);
        assertThat(first).extracting(NewEvent::subjectId).doesNotHaveDuplicates();
        assertThat(drafts.complete("other", sent, ALICE).getFirst().subjectId())
                .isNotEqualTo(first.getFirst().subjectId());
    }

    @Test
    void anAppend_takesOneToAThousandEvents() {
        EventDraft draft = EventDraft.of("note.created");
        assertThat(drafts.complete("default", Collections.nCopies(1_000, draft), ALICE))
                .hasSize(1_000);
        for (int size : new int[] {0, 1_001}) {
            InvalidInputException refused = catchThrowableOfType(
                    InvalidInputException.class,
                    () -> drafts.complete("default", Collections.nCopies(size, draft), ALICE));
            assertThat(refused).hasMessage("must hold 1 to 1000 events, but holds " + size);
            assertThat(refused.field()).isEqualTo("events");
        }
    }

    @Test
    void anIdUsedTwiceInOneAppend_isRefused() {
        EventDraft draft = EventDraft.of("note.created").id("evt_1");
        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class, () -> drafts.complete("default", List.of(draft, draft), ALICE));
        assertThat(refused).hasMessage("repeats evt_1; an event id is used once");
        assertThat(refused.field()).isEqualTo("events[1].id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"note", ".created", "note.", "note..created", "."})
    void typeThatIsNotWordsJoinedByDots_isRefused(String type) {
        assertRefused(
                EventDraft.of(type),
                ALICE,
                "events[0].type",
                "must be words joined by dots, such as note.created, but is " + type);
    }

    @Test
    void wrongIds_areRefusedWithTheirField() {
        InvalidInputException noType = catchThrowableOfType(
                InvalidInputException.class,
                () -> complete(
                        new EventDraft(null, null, null, null, null, null, null, null, null, null, null), ALICE));
        assertThat(noType).hasMessage("is required, such as note.created");
        assertThat(noType.field()).isEqualTo("events[0].type");
        EventDraft draft = EventDraft.of("note.created");
        String message = "may hold only A-Z a-z 0-9 _ - . : but has U+0020 at index 0";
        assertRefused(draft.id(" "), ALICE, "events[0].id", message);
        assertRefused(EventDraft.of(" "), ALICE, "events[0].type", message);
        assertRefused(draft.subject(" "), ALICE, "events[0].subjectId", message);
        assertRefused(draft.subjectType(" "), ALICE, "events[0].subjectType", message);
        assertRefused(draft.subject("n").subjectType(" "), ALICE, "events[0].subjectType", message);
        assertRefused(draft.data(json("{\"id\":\" \"}")), ALICE, "events[0].data.id", message);
        assertRefused(draft.source(" "), ALICE, "events[0].source", message);
        assertRefused(draft.correlation(" "), ALICE, "events[0].correlationId", message);
        assertRefused(draft.causation(" "), ALICE, "events[0].causationId", message);
    }

    @Test
    void jsonThatBreaksARule_isRefusedWithItsPath() {
        assertRefused(
                EventDraft.of("note.created").data(json("{\"a\":[\"\\u0000\"]}")),
                ALICE,
                "events[0].data.a[0]",
                "holds a NUL character (U+0000) at index 0; remove it");
        assertRefused(
                EventDraft.of("note.created").metadata(json("{\"n\":1e999}")),
                ALICE,
                "events[0].metadata.n",
                "is a number outside the range of a double (about ±1.8e308); send it as a string");
    }

    @Test
    void dataAndMetadata_areLimitedInBytesNotCharacters() {
        // {"s":"…"} takes eight bytes beside the text; ä takes two.
        int room = (NewEvent.MAX_DATA_BYTES - 8) / 2;
        assertThat(complete(EventDraft.of("note.created").data(Json.newObject().put("s", "ä".repeat(room))), ALICE))
                .isNotNull();
        assertRefused(
                EventDraft.of("note.created").data(Json.newObject().put("s", "ä".repeat(room) + "x")),
                ALICE,
                "events[0].data",
                "has 1048577 bytes of JSON, but at most 1048576 are kept in one event");
        assertRefused(
                EventDraft.of("note.created").metadata(Json.newObject().put("s", "x".repeat(262_137))),
                RequestContext.local("alice"),
                "events[0].metadata",
                "has 262145 bytes of JSON, but at most 262144 are kept in one event");
    }

    @Test
    void userAgent_isCutToTextThatCanBeStored() {
        RequestContext context = new RequestContext("alice", false, null, "a\0b" + "x".repeat(508) + "𝄞");
        assertThat(context.userAgent()).isEqualTo("a?b" + "x".repeat(508) + "?").hasSize(512);
        assertThat(complete(EventDraft.of("note.created"), context).metadata().text())
                .isEqualTo("{\"userAgent\":\"" + context.userAgent() + "\"}");
    }

    private NewEvent complete(EventDraft draft, RequestContext context) {
        return drafts.complete("default", List.of(draft), context).getFirst();
    }

    private void assertRefused(EventDraft draft, RequestContext context, String field, String message) {
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> complete(draft, context));
        assertThat(refused).hasMessage(message);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.code()).isEqualTo("invalid-input");
        assertThat(refused.retryable()).isFalse();
    }

    private static ObjectNode json(String text) {
        return Json.readObject(text);
    }
}
