package dev.synap.cli.history;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.cli.terminal.Times;
import dev.synap.client.Listing;
import dev.synap.client.Synap;
import dev.synap.core.history.EntryKind;
import dev.synap.core.history.TimelineEntry;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells a subject's history in words. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tells who did what to a subject, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./synap history note_123", "  ./synap history note_123 --steps     requests and decisions too"})
public final class HistoryCommand extends ServerCommand {

    @Parameters(paramLabel = "ID", description = "The subject.")
    private String subjectId = "";

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many changes to show. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(names = "--all", description = "Show all of them.")
    private boolean all;

    @Option(names = "--steps", description = "Show requests, decisions and comments under each.")
    private boolean steps;

    public HistoryCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) {
        if (limit < 1) {
            throw CliException.usage("--limit must be at least 1, but is " + limit);
        }
        Listing<TimelineEntry> timeline = synap.history().timeline(subjectId);
        if (all) {
            timeline.forEach(this::print);
            return;
        }
        List<TimelineEntry> newest = timeline.limit(limit + 1L).toList();
        newest.stream().limit(limit).forEach(this::print);
        if (newest.size() > limit) {
            terminal.remark("The last " + Text.count(limit, "change") + "; --all shows all.");
        }
    }

    private void print(TimelineEntry entry) {
        Ansi ansi = terminal.colours() ? Ansi.ON : Ansi.OFF;
        String mark = entry.kind() == EntryKind.CHANGE ? "●" : "○";
        String reason = entry.reason() == null ? "" : " (" + Text.line(entry.reason()) + ")";
        String version = entry.versions().isEmpty()
                ? ""
                : "  version " + entry.versions().getLast();
        terminal.out()
                .println(ansi.string("@|bold " + mark + "|@ ") + Text.line(entry.sentence()) + reason + "  "
                        + Times.show(entry.timestamp()) + "  " + entry.source() + version);
        if (steps) {
            entry.steps()
                    .forEach(step -> terminal.out()
                            .println("    " + Text.line(step.sentence()) + "  " + Times.show(step.timestamp())));
        }
    }
}
