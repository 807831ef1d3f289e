package dev.synap.cli.history;

import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Entity;
import dev.synap.client.UndoPreview;
import dev.synap.client.Undos;
import dev.synap.client.WriteResult;
import dev.synap.core.log.AsOf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings a deleted subject, or an old state of one, back. */
@Command(
        name = "bring-back",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Brings a deleted subject back, or makes one what it was, as a change that can be undone.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap bring-back note_123",
            "  ./synap bring-back note_123 --as-of 3 --preview",
            "  ./synap bring-back note_123 --as-of 2024-12-05T10:00:00Z"
        })
public final class BringBackCommand extends TakeBack {

    @Option(
            names = "--as-of",
            paramLabel = "POINT",
            converter = PointConverter.class,
            description = "A version, position:N, time or day (its end); left out: as it was when it was deleted.")
    private @Nullable AsOf asOf;

    public BringBackCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    UndoPreview preview(Undos undos, String subjectId) {
        return asOf == null ? undos.previewRestore(subjectId) : undos.previewRestore(subjectId, asOf);
    }

    @Override
    WriteResult<Entity> write(Undos undos, String subjectId) {
        return asOf == null ? undos.restore(subjectId) : undos.restore(subjectId, asOf);
    }
}
