package dev.synap.cli.history;

import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Entity;
import dev.synap.client.UndoPreview;
import dev.synap.client.Undos;
import dev.synap.client.WriteResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Undoes all that came after an event. */
@Command(
        name = "undo-to",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes a subject what it was just after an event; others' later edits are undone too.",
        footerHeading = "%nExamples:%n",
        footer = "  ./synap undo-to note_123 evt_5 --preview")
public final class UndoToCommand extends TakeBack {

    @Parameters(index = "1", paramLabel = "EVENT", description = "The last event that stays in force.")
    private String eventId = "";

    public UndoToCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    UndoPreview preview(Undos undos, String subjectId) {
        return undos.previewUndoTo(subjectId, eventId);
    }

    @Override
    WriteResult<Entity> write(Undos undos, String subjectId) {
        return undos.undoTo(subjectId, eventId);
    }
}
