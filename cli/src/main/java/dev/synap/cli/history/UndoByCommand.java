package dev.synap.cli.history;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.Synap;
import dev.synap.client.UndoByChoice;
import dev.synap.client.UndoByPreview;
import dev.synap.client.UndoByRun;
import dev.synap.core.event.Timestamps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes back what a user did. */
@Command(
        name = "undo-by",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Takes back what a user did; what others wrote later stays.",
        footerHeading = "%nIt shows what it would do, and asks. Only admins may.%n%nExamples:%n",
        footer = {
            "  ./synap undo-by bob --preview",
            "  ./synap undo-by bob --from 2024-12-01T00:00:00Z --yes",
            "  ./synap undo-by bob --subject note_123"
        })
public final class UndoByCommand extends ServerCommand {

    @Parameters(index = "0", paramLabel = "USER", description = "The user's id.")
    private String userId = "";

    @Option(names = "--from", paramLabel = "TIME", description = "Only changes from this time on.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only changes up to this time.")
    private @Nullable String to;

    @Option(names = "--subject", paramLabel = "ID", description = "Only changes to this subject. May be repeated.")
    private List<String> subjects = new ArrayList<>();

    @Option(names = "--preview", description = "Show what it would do, and do nothing.")
    private boolean previewOnly;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    public UndoByCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) throws IOException, InterruptedException {
        UndoByPreview preview = synap.history().previewUndoBy(userId, this::chosen);
        show(preview);
        if (previewOnly || preview.written() == 0) {
            return;
        }
        if (!yes && !agreed()) {
            terminal.remark("Nothing was done.");
            return;
        }
        UndoByRun.Progress ended = await(synap.history().undoBy(preview), preview.subjects());
        if (!ended.status().equals("validated")) {
            throw CliException.failed("Nothing was taken back: " + ended.reason());
        }
        terminal.out().println("Took back on " + Text.count(ended.written(), "subject") + ".");
    }

    private UndoByChoice chosen(UndoByChoice all) {
        UndoByChoice choice = all.subjects(subjects.toArray(String[]::new));
        choice = from == null ? choice : choice.from(Timestamps.parse("--from", from));
        return to == null ? choice : choice.to(Timestamps.parse("--to", to));
    }

    private void show(UndoByPreview preview) {
        terminal.out()
                .println("%s by %s on %s would be taken back; %s by others stay, and something is left on %s."
                        .formatted(
                                Text.count(preview.changes(), "change"),
                                userId,
                                Text.count(preview.written(), "subject"),
                                Text.count(preview.superseded(), "later edit"),
                                Text.count(preview.left(), "subject")));
        for (UndoByPreview.OfSubject each : preview.first()) {
            String what = each.plan().deletes()
                    ? "deleted"
                    : String.join(
                            ", ",
                            each.plan().writes().stream()
                                    .map(write -> write.path().substring(1))
                                    .toList());
            String left = each.left().isEmpty() ? "" : "  left: " + String.join("; ", each.left());
            terminal.out().println("  " + Text.line(each.plan().subjectId() + "  " + what + left));
        }
        if (preview.subjects() > preview.first().size()) {
            terminal.out()
                    .println("  and "
                            + Text.count(preview.subjects() - preview.first().size(), "more subject"));
        }
    }

    private boolean agreed() throws IOException {
        terminal.remark("Take this back? Type yes:");
        String answer = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().equals("yes");
    }

    private UndoByRun.Progress await(UndoByRun run, long total) throws InterruptedException {
        try (Progress progress = Progress.start(terminal, "Taking back", "subjects", total)) {
            return run.await(now -> {
                progress.to(now.done());
                progress.show();
            });
        }
    }
}
