package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.cli.RealServer.Ended;
import dev.synap.client.Synap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command that takes back what a user did, against the server itself. */
@Timeout(120)
class UndoByCommandTest {

    private static final String SHOWN = """
            2 changes by owner on 1 subject would be taken back; 0 later edits by others stay, and something is left on 0 subjects.
              note_1  deleted
            """;

    private final String workspace = RealServer.newWorkspace();
    private final Synap synap = RealServer.client().workspace(workspace).build();

    @BeforeEach
    void write() {
        synap.notes().create(note -> note.put("id", "note_1").put("title", "a")).orThrow();
        synap.notes().update("note_1", note -> note.put("title", "b")).orThrow();
    }

    @AfterEach
    void close() {
        synap.close();
    }

    @Test
    void aPreview_showsWhatWouldBeTakenBack_andDoesNothing() {
        Ended ended = RealServer.run("undo-by", "owner", "--preview", "-w", workspace);

        assertThat(ended.out()).isEqualTo(SHOWN);
        assertThat(synap.notes().list()).hasSize(1);
    }

    @Test
    void itAsks_andTakesNoForNo() {
        Ended ended = RealServer.run("no\n", Map.of(), "undo-by", "owner", "-w", workspace);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).contains("Nothing was done.");
        assertThat(synap.undos().redo("note_1", 1).andWait().toString()).contains("nothing_to_redo");
    }

    @Test
    void withYes_itIsDone() {
        Ended ended = RealServer.run("undo-by", "owner", "--yes", "--subject", "note_1", "-w", workspace);

        assertThat(ended.out()).isEqualTo(SHOWN + "Took back on 1 subject.\n");
        assertThat(RealServer.run("undo-by", "owner", "--yes", "-w", workspace).out())
                .startsWith("0 changes by owner on 0 subjects");
    }
}
