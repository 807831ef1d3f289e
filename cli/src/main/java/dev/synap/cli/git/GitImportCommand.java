package dev.synap.cli.git;

import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.Synap;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports the history of a Git repository: each text file a note, each commit a change. */
@Command(
        name = "git",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Imports the history of a Git repository: each text file a note, each commit a change.",
            "Follows the first parent of each commit, oldest first. Authors, dates and messages are kept. Files that are"
                    + " not UTF-8 text, symbolic links and submodules are left out and named. Importing again adds only"
                    + " the new commits, so an import that was cut off is simply repeated. The key needs the scope"
                    + " import."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./synap import git ~/wiki", "  ./synap import git ~/wiki.git --ref main -w wiki --list-skipped"})
public final class GitImportCommand extends ServerCommand {

    private static final int NAMED = 20;

    @Parameters(paramLabel = "PATH", description = "The repository: its working tree, or its Git directory.")
    private Path path = Path.of("");

    @Option(
            names = "--ref",
            paramLabel = "REF",
            description = "The branch, tag or commit whose history to import. Default: ${DEFAULT-VALUE}.")
    private String ref = "HEAD";

    @Option(
            names = "--list-skipped",
            description = "Name all files that were left out, not only the first " + NAMED + ".")
    private boolean listSkipped;

    public GitImportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected Synap connect() {
        return server.connectToImport();
    }

    @Override
    protected void run(Synap synap) {
        ImportSummary summary;
        long perSecond;
        try (ShownProgress progress = new ShownProgress(terminal)) {
            summary = GitImport.run(path, ref, new WorkspaceLog(synap), progress);
            perSecond = progress.perSecond();
        }
        tell(summary, perSecond);
    }

    private void tell(ImportSummary summary, long perSecond) {
        if (summary.commits() == 0) {
            terminal.remark("Nothing new: all %s are imported, %s in workspace %s"
                    .formatted(
                            Text.count(summary.before(), "commit"),
                            Text.count(summary.notes(), "note"),
                            server.workspace()));
            return;
        }
        terminal.remark("Imported %s as %s (%s events/s) into workspace %s: %s now%s"
                .formatted(
                        Text.count(summary.commits(), summary.before() == 0 ? "commit" : "new commit"),
                        Text.count(summary.events(), "event"),
                        Text.number(perSecond),
                        server.workspace(),
                        Text.count(summary.notes(), "note"),
                        summary.before() == 0
                                ? ""
                                : ", " + Text.count(summary.before(), "commit") + " were there already"));
        if (summary.datesReplaced() > 0) {
            terminal.remark(Text.count(summary.datesReplaced(), "commit")
                    + " have no date in the years 1 to 9999: metadata.import says timestampReplaced");
        }
        if (summary.messagesCut() > 0) {
            terminal.remark(Text.count(summary.messagesCut(), "message")
                    + " are longer than 8 KiB and were cut: metadata.import says messageCut");
        }
        tellSkipped(summary.skipped());
    }

    private void tellSkipped(List<Skipped> skipped) {
        if (skipped.isEmpty()) {
            return;
        }
        terminal.remark("Left out " + Text.count(skipped.size(), "file") + ":");
        int named = listSkipped ? skipped.size() : Math.min(NAMED, skipped.size());
        skipped.subList(0, named).forEach(each -> terminal.remark("  " + each));
        if (named < skipped.size()) {
            terminal.remark(
                    "  … and %s more, which --list-skipped names".formatted(Text.number(skipped.size() - named)));
        }
    }
}
