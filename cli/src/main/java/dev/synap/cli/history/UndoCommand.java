package dev.synap.cli.history;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Entity;
import dev.synap.client.UndoChoice;
import dev.synap.client.UndoPreview;
import dev.synap.client.Undos;
import dev.synap.client.WriteResult;
import dev.synap.core.undo.UndoPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Undoes changes of a subject. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Undoes the newest changes of a subject, or those that are named.",
        footerHeading = "%nWhat others wrote later stays; the answer names it. `redo` takes it back.%n%nExamples:%n",
        footer = {
            "  ./synap undo note_123 --preview",
            "  ./synap undo note_123 --count 3 --by me",
            "  ./synap undo note_123 --change evt_5 --policy fail"
        })
public final class UndoCommand extends TakeBack {

    @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "How many; left out: 1.")
    private int count;

    @Option(names = "--by", paramLabel = "USER", description = "Only changes of this user, or me.")
    private @Nullable String by;

    @Option(
            names = "--change",
            paramLabel = "ID",
            description = "This very change, by its correlation id. May be repeated.")
    private List<String> changes = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "Where somebody wrote later: keep_later, fail to do nothing at all, or force, for admins.")
    private @Nullable String policy;

    public UndoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    UndoPreview preview(Undos undos, String subjectId) {
        return undos.previewUndo(subjectId, this::chosen);
    }

    @Override
    WriteResult<Entity> write(Undos undos, String subjectId) {
        return undos.undo(subjectId, this::chosen);
    }

    private UndoChoice chosen(UndoChoice last) {
        UndoChoice choice = last.count(count).changes(changes.toArray(String[]::new));
        choice = by == null ? choice : choice.by(by);
        return policy == null ? choice : choice.policy(policy(policy));
    }

    private static UndoPolicy policy(String name) {
        return UndoPolicy.named(name)
                .orElseThrow(() -> CliException.usage("--policy must be keep_later, fail or force"));
    }
}
