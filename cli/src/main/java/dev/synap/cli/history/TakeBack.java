package dev.synap.cli.history;

import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.connection.Writing;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.Entity;
import dev.synap.client.Synap;
import dev.synap.client.UndoPreview;
import dev.synap.client.Undos;
import dev.synap.client.WriteOptions;
import dev.synap.client.WriteResult;
import dev.synap.core.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What the commands share that take something back on a subject: a look at what it comes to, or the deed. */
abstract class TakeBack extends ServerCommand {

    private static final int SHOWN = 60;

    @Parameters(index = "0", paramLabel = "ID", description = "The subject.")
    private String subjectId = "";

    @Option(names = "--preview", description = "Show what it would do, and do nothing.")
    private boolean previewOnly;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who read the history.")
    private @Nullable String reason;

    @Option(
            names = "--expected-version",
            paramLabel = "N",
            description = "Do nothing where the subject has moved on since this version.")
    private @Nullable Long expectedVersion;

    TakeBack(Terminal terminal) {
        super(terminal);
    }

    abstract UndoPreview preview(Undos undos, String subjectId);

    abstract WriteResult<Entity> write(Undos undos, String subjectId);

    @Override
    protected void run(Synap synap) {
        Undos undos = synap.history().undos().with(this::options);
        if (previewOnly) {
            show(preview(undos, subjectId));
            return;
        }
        WriteResult.Validated<Entity> done =
                Writing.done(write(undos, subjectId).andWait());
        terminal.out().println("%s is at version %d".formatted(done.subjectId(), done.version()));
        done.superseded()
                .forEach(each -> terminal.out()
                        .println("  %s: written later by %s".formatted(place(each.path()), Text.line(each.by()))));
    }

    private WriteOptions options(WriteOptions options) {
        WriteOptions chosen = reason == null ? options : options.reason(reason);
        return expectedVersion == null ? chosen : chosen.expectedVersion(expectedVersion);
    }

    private void show(UndoPreview preview) {
        if (!preview.possible()) {
            terminal.out()
                    .println("Not possible: %s (%s)"
                            .formatted(Text.line(String.valueOf(preview.reason())), preview.rule()));
            return;
        }
        if (preview.proposed()) {
            terminal.out().println("A person must agree first (%s).".formatted(preview.rule()));
        }
        for (UndoPreview.OfSubject each : preview.subjects()) {
            String whole = each.deletes() ? "  would be deleted" : each.revives() ? "  would be there again" : "";
            terminal.out().println(each.subjectId() + whole);
            each.writes()
                    .forEach(write -> terminal.out()
                            .println("  %s: %s → %s"
                                    .formatted(place(write.path()), shown(write.before()), shown(write.after()))));
            each.superseded()
                    .forEach(later -> terminal.out()
                            .println(
                                    "  %s: written later by %s".formatted(place(later.path()), Text.line(later.by()))));
        }
    }

    private static String place(String path) {
        return path.isEmpty() ? "the whole" : Text.line(path.substring(1));
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null) {
            return "nothing";
        }
        String text = Text.line(value.isString() ? value.stringValue() : Json.write(value));
        return text.length() <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN - 1)) + "…";
    }
}
