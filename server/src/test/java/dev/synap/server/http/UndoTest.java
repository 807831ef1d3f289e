package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was done is taken back by requests, and previews say what they would come to. */
class UndoTest {

    private static final Api API = Api.owner();
    private String w = "";

    @BeforeEach
    void makeANote() {
        w = API.newWorkspace();
        API.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"content\": \"Original\"}")
                .is(201);
        edit(API, "First edit");
        edit(API, "Second edit");
    }

    @Test
    void theLastChanges_areUndone_andRedone_andTheListsShowIt() {
        Reply undone = API.post(
                        w + "/history/undo?wait=validated",
                        "{\"subjectId\": \"note_1\", \"count\": 2, \"reason\": \"oops\"}")
                .is(200);

        assertThat(undone.at("/entity/content").stringValue()).isEqualTo("Original");
        assertThat(API.get(w + "/notes").is(200).at("/items/0/content").stringValue())
                .isEqualTo("Original");
        assertThat(API.get(w + "/events?type=note.reverted")
                        .at("/events/0/metadata/reason")
                        .stringValue())
                .isEqualTo("oops");
        Reply redone = API.post(w + "/history/redo?wait=validated", "{\"subjectId\": \"note_1\"}")
                .is(200);
        assertThat(redone.at("/entity/content").stringValue()).isEqualTo("Second edit");
        Reply nothing = API.post(w + "/history/redo?wait=validated", "{\"subjectId\": \"note_1\"}")
                .is(409);
        assertThat(nothing.at("/type").stringValue()).endsWith("/cannot-undo");
        assertThat(nothing.at("/rule").stringValue()).isEqualTo("undo.nothing_to_redo");
    }

    @Test
    void toAnEvent_andBackToAVersion() {
        String first = API.get(w + "/events?type=note.content_updated")
                .at("/events/0/id")
                .stringValue();

        assertThat(API.post(
                                w + "/history/undo-to?wait=validated",
                                "{\"subjectId\": \"note_1\", \"to\": \"" + first + "\"}")
                        .is(200)
                        .at("/entity/content")
                        .stringValue())
                .isEqualTo("First edit");
        assertThat(API.post(w + "/history/restore?wait=validated", "{\"subjectId\": \"note_1\", \"version\": 3}")
                        .is(200)
                        .at("/entity/content")
                        .stringValue())
                .isEqualTo("Original");
    }

    @Test
    void theSameRequestSentAgain_isStoredOnce() {
        String undo = "{\"subjectId\": \"note_1\", \"count\": 1, \"eventId\": \"evt_mine\"}";

        Reply first = API.post(w + "/history/undo?wait=validated", undo).is(200);
        Reply again = API.post(w + "/history/undo?wait=validated", undo).is(200);

        assertThat(again.at("/position")).isEqualTo(first.at("/position"));
        assertThat(again.at("/entity/content").stringValue()).isEqualTo("First edit");
    }

    @Test
    void aDeletedNote_isRestored() {
        API.delete(w + "/entities/note_1?wait=validated").is(200);

        Reply restored = API.post(w + "/history/restore?wait=validated", "{\"subjectId\": \"note_1\"}")
                .is(200);

        assertThat(restored.at("/entity").has("deletedAt")).isFalse();
    }

    @Test
    void aPreview_saysWhatWouldBeWritten_andWritesNothing() {
        long before = API.get(w + "/notes").at("/position").longValue();

        Reply preview = API.post(w + "/history/undo", "{\"subjectId\": \"note_1\", \"preview\": true}")
                .is(200);

        assertThat(preview.at("/possible").booleanValue()).isTrue();
        assertThat(preview.at("/subjects/0/writes/0/path").stringValue()).isEqualTo("/content");
        assertThat(preview.at("/subjects/0/writes/0/before").stringValue()).isEqualTo("Second edit");
        assertThat(preview.at("/subjects/0/writes/0/after").stringValue()).isEqualTo("First edit");
        assertThat(API.get(w + "/notes").at("/position").longValue()).isEqualTo(before);
        Reply refused = API.post(w + "/history/redo", "{\"subjectId\": \"note_1\", \"preview\": true}")
                .is(200);
        assertThat(refused.at("/possible").booleanValue()).isFalse();
        assertThat(refused.at("/rule").stringValue()).isEqualTo("undo.nothing_to_redo");
    }

    @Test
    void whatIsRelated_keepsACreationFromBeingUndone_howeverLittleAgo() {
        API.post(w + "/notes?wait=validated", "{\"id\": \"note_2\", \"title\": \"b\"}")
                .is(201);
        API.post(w + "/relations", "{\"id\": \"rel_1\", \"from\": \"note_1\", \"to\": \"note_2\", \"kind\": \"k\"}")
                .is(202);

        Reply refused = API.post(w + "/history/undo?wait=validated", "{\"subjectId\": \"note_2\"}")
                .is(409);

        assertThat(refused.at("/rule").stringValue()).isEqualTo("undo.conflict");
        assertThat(refused.at("/errors/0/path").stringValue()).isEqualTo("rel_1");
    }

    @Test
    void anEditor_undoesOwnChanges_butNotOthers() {
        Api editor = API.with(API.newUsersKey());
        String id = editor.get("/api/v1/me").at("/userId").stringValue();
        API.post(w + "/members?wait=validated", "{\"userId\": \"" + id + "\", \"role\": \"editor\"}")
                .is(201);

        assertThat(editor.post(w + "/history/undo?wait=validated", "{\"subjectId\": \"note_1\"}")
                        .is(403)
                        .at("/rule")
                        .stringValue())
                .isEqualTo("undo.others");
        edit(editor, "Third edit");
        assertThat(editor.post(w + "/history/undo?wait=validated", "{\"subjectId\": \"note_1\"}")
                        .is(200)
                        .at("/entity/content")
                        .stringValue())
                .isEqualTo("Second edit");
    }

    @Test
    void aBodyThatMakesNoSense_isRefusedAtOnce() {
        assertThat(API.post(w + "/history/undo", "{\"subjectId\": \"note_1\", \"count\": 0}")
                        .is(422)
                        .at("/field")
                        .stringValue())
                .isEqualTo("count");
        assertThat(API.post(w + "/history/undo", "{\"subjectId\": \"note_1\", \"cuont\": 1}")
                        .is(422)
                        .at("/field")
                        .stringValue())
                .isEqualTo("cuont");
        API.post(w + "/history/undo", "{\"subjectId\": \"note_9\"}").is(404);
    }

    private void edit(Api api, String content) {
        api.patch(w + "/entities/note_1?wait=validated", "{\"content\": \"" + content + "\"}")
                .is(200);
    }
}
