package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.cli.RealServer.Ended;
import dev.synap.client.Note;
import dev.synap.client.Synap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands that take something back on a subject, against the server itself. */
@Timeout(120)
class UndoCommandsTest {

    private final String workspace = RealServer.newWorkspace();
    private final Synap synap = RealServer.client().workspace(workspace).build();

    @BeforeEach
    void write() {
        synap.notes()
                .create(note -> note.put("id", "note_1").put("title", "a").put("content", "one"))
                .orThrow();
        synap.notes().update("note_1", note -> note.put("title", "b")).orThrow();
        synap.notes().update("note_1", note -> note.put("title", "c")).orThrow();
    }

    @AfterEach
    void close() {
        synap.close();
    }

    @Test
    void aPreview_showsEachField_andDoesNothing() {
        Ended ended = run("undo", "note_1", "--count", "2", "--preview");

        assertThat(ended.out()).isEqualTo("note_1\n  title: c → a\n");
        assertThat(title()).isEqualTo("c");
    }

    @Test
    void undo_redo_takeBackAndBringBack() {
        assertThat(run("undo", "note_1", "--reason", "slip").out()).startsWith("note_1 is at version ");
        assertThat(title()).isEqualTo("b");

        assertThat(run("redo", "note_1").exitCode()).isZero();
        assertThat(title()).isEqualTo("c");
        assertThat(run("redo", "note_1").err()).contains("undo.nothing_to_redo");
    }

    @Test
    void undoTo_makesItWhatItWasAfterTheEvent() {
        String created = synap.events().getHistory("note_1").stream()
                .filter(event -> event.type().equals("note.created"))
                .findFirst()
                .orElseThrow()
                .id();

        assertThat(run("undo-to", "note_1", created).exitCode()).isZero();

        assertThat(title()).isEqualTo("a");
    }

    @Test
    void bringBack_bringsADeletedNoteBack_andAnOldState() {
        synap.notes().delete("note_1").orThrow();
        assertThat(run("bring-back", "note_1", "--preview").out()).startsWith("note_1  would be there again\n");

        assertThat(run("bring-back", "note_1").exitCode()).isZero();
        assertThat(title()).isEqualTo("c");

        assertThat(run("bring-back", "note_1", "--as-of", "position:6").exitCode())
                .isZero();
        assertThat(title()).isEqualTo("a");
    }

    @Test
    void whatWasWrittenLater_isNamed_andFailDoesNothing() {
        // given: the change to "b", over which "c" was written
        String second = synap.history().timeline("note_1").toList().get(1).changeId();

        Ended failed = run("undo", "note_1", "--change", second, "--policy", "fail");
        Ended wrong = run("undo", "note_1", "--policy", "perhaps");
        Ended moved = run("undo", "note_1", "--expected-version", "1");

        assertThat(failed.exitCode()).isOne();
        assertThat(failed.err()).contains("undo.superseded");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(moved.err()).contains("version 1 expected");
        assertThat(title()).isEqualTo("c");
    }

    private Ended run(String... arguments) {
        return RealServer.run(
                Stream.concat(Stream.of(arguments), Stream.of("-w", workspace)).toArray(String[]::new));
    }

    private String title() {
        Note note = synap.notes().get("note_1").orElseThrow();
        return String.valueOf(note.title());
    }
}
