package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.client.Synap;
import dev.synap.client.UndoByRun;
import dev.synap.client.UndoPreview;
import dev.synap.client.WriteResult.Rejected;
import dev.synap.core.event.Event;
import dev.synap.core.undo.UndoPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Taking back with the Java SDK, against the server itself. */
@Timeout(120)
class UndoSdkTest {

    private final Synap synap =
            RealServer.client().workspace(RealServer.newWorkspace()).build();

    @BeforeEach
    void writeANote() {
        synap.notes()
                .create(note -> note.put("id", "note_123").put("content", "Original"))
                .orThrow();
        edit("First edit");
        edit("Second edit");
    }

    @AfterEach
    void close() {
        synap.close();
    }

    @Test
    void theSeedsUndo_takesTheLastChangesBack_andRedoBringsThemAgain() {
        assertThat(synap.undos().undo("note_123", 2).orThrow().entity().text("content"))
                .isEqualTo("Original");
        assertThat(synap.undos().redo("note_123", 1).orThrow().entity().text("content"))
                .isEqualTo("Second edit");
        assertThat(synap.undos().waiting().redo("note_123", 1))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.rule()).isEqualTo("undo.nothing_to_redo"));
    }

    @Test
    void theSeedsUndoTo_goesBackToAnEvent_andRestoreToAVersion() {
        Event first = synap.events().query(q -> q.type("note.content_updated")).stream()
                .findFirst()
                .orElseThrow();

        assertThat(synap.undos()
                        .undoTo("note_123", first.id())
                        .orThrow()
                        .entity()
                        .text("content"))
                .isEqualTo("First edit");
        assertThat(synap.undos().restore("note_123", 3).orThrow().entity().text("content"))
                .isEqualTo("Original");
        synap.notes().delete("note_123").orThrow();
        assertThat(synap.undos().restore("note_123").orThrow().entity().deletion())
                .isNull();
    }

    @Test
    void aPreview_saysWhatWouldBeWritten() {
        UndoPreview preview =
                synap.undos().previewUndo("note_123", undo -> undo.mine().policy(UndoPolicy.FAIL));

        assertThat(preview.possible()).isTrue();
        assertThat(preview.authors()).containsExactly("owner");
        UndoPreview.FieldWrite write = preview.subjects().getFirst().writes().getFirst();
        assertThat(write.path()).isEqualTo("/content");
        assertThat(String.valueOf(write.after())).isEqualTo("\"First edit\"");
        assertThat(synap.undos().previewRedo("note_123", 1).rule()).isEqualTo("undo.nothing_to_redo");
    }

    @Test
    void theSeedsUndoBy_takesBackWhatAUserDid() throws InterruptedException {
        UndoByRun.Progress done = synap.history().undoBy("owner").await();

        assertThat(done.status()).isEqualTo("validated");
        assertThat(done.written()).isEqualTo(1);
        assertThat(synap.history().previewUndoBy("owner").written()).isZero();
        assertThat(synap.history().redo("note_123", 1).orThrow().entity().text("content"))
                .isEqualTo("Second edit");
    }

    private void edit(String content) {
        synap.notes().update("note_123", note -> note.put("content", content)).orThrow();
    }
}
