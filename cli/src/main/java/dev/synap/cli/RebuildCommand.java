package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.cli.terminal.Times;
import dev.synap.client.Rebuild;
import dev.synap.client.Synap;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes tables anew from the log. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes the tables that follow from the log anew, for every workspace of the server.",
        footerHeading = "%nThe old tables are read until the new ones take their place, all at once. It takes a server"
                + " admin.%n%nExamples:%n",
        footer = {
            "  ./synap rebuild all           also where the tables have been dropped",
            "  ./synap rebuild notes         one table",
            "  ./synap rebuild snapshots",
            "  ./synap rebuild --list        the rebuilds there were"
        })
final class RebuildCommand extends ServerCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "all, snapshots, or a table such as notes. Default: all.",
            defaultValue = "all")
    private String name = "all";

    @Option(names = "--list", description = "Show the rebuilds there were, and begin none.")
    private boolean list;

    @Option(names = "--no-wait", description = "Do not wait for the end.")
    private boolean hurry;

    public RebuildCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) throws InterruptedException {
        if (list) {
            show(synap.projections().rebuilds());
            return;
        }
        List<String> missing = synap.projections().missingTables();
        if (!missing.isEmpty()) {
            terminal.remark("Missing: " + String.join(", ", missing));
        }
        Rebuild rebuild = synap.projections().rebuild(name);
        if (hurry) {
            terminal.out().println(rebuild.id());
            return;
        }
        Rebuild ended = await(synap, rebuild);
        if (!ended.isDone()) {
            throw CliException.failed("The rebuild of " + name + " failed: " + ended.error());
        }
        Duration took = Duration.between(
                ended.requestedAt(), ended.finishedAt() == null ? ended.requestedAt() : ended.finishedAt());
        terminal.out()
                .println("Rebuilt %s from %s in %.1f s"
                        .formatted(name, Text.count(ended.eventsTotal(), "event"), took.toMillis() / 1_000.0));
    }

    private Rebuild await(Synap synap, Rebuild rebuild) throws InterruptedException {
        try (Progress progress = Progress.start(terminal, "Rebuilding", "events", rebuild.eventsTotal())) {
            return synap.projections().await(rebuild.id(), now -> {
                progress.note(now.step());
                progress.to(now.eventsDone());
                progress.show();
            });
        }
    }

    private void show(List<Rebuild> rebuilds) {
        try (Table table = Table.of(terminal, "REBUILD", "NAME", "STATUS", "STEP", " EVENTS", " OF", "BEGUN")) {
            for (Rebuild each : rebuilds) {
                table.row(
                        each.id(),
                        each.name(),
                        each.status(),
                        each.step(),
                        Text.number(each.eventsDone()),
                        Text.number(each.eventsTotal()),
                        Times.show(each.requestedAt()));
            }
        }
    }
}
