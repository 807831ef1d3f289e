package dev.synap.cli.history;

import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Entity;
import dev.synap.client.UndoPreview;
import dev.synap.client.Undos;
import dev.synap.client.WriteResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Redoes what was undone. */
@Command(
        name = "redo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Takes the newest undos of a subject back.",
        footerHeading = "%nExamples:%n",
        footer = "  ./synap redo note_123 --count 2")
public final class RedoCommand extends TakeBack {

    @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "How many; left out: 1.")
    private int count;

    public RedoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    UndoPreview preview(Undos undos, String subjectId) {
        return undos.previewRedo(subjectId, count);
    }

    @Override
    WriteResult<Entity> write(Undos undos, String subjectId) {
        return undos.redo(subjectId, count);
    }
}
