package dev.synap.cli.worker;

import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.CommandGroup;
import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.ParkedEvent;
import dev.synap.client.Synap;
import dev.synap.client.WorkerProgress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how far the workers are, and helps them on. */
@Command(
        name = "workers",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows how far the workers behind the log are, and helps them on where they failed.",
        subcommands = {WorkersCommand.Show.class, WorkersCommand.Retry.class, WorkersCommand.Skip.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap workers list                                how far they are, and what is set aside",
            "  ./synap workers list --stack                        and where in the code it failed",
            "  ./synap workers retry parked_0352ewdj5tXaWRiYm0Awah",
            "  ./synap workers skip parked_0352ewdj5tXaWRiYm0Awah"
        })
public final class WorkersCommand extends CommandGroup {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Shows how far the workers are, and what they could not handle.",
            footerHeading = "%nExamples:%n",
            footer = {"  ./synap workers list -w garden", "  ./synap workers list --stack"})
    public static final class Show extends ServerCommand {

        @Option(names = "--stack", description = "Also show where in the code each failed.")
        private boolean stack;

        public Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            try (Table table = Table.of(terminal, "WORKER", " POSITION", " BEHIND")) {
                for (WorkerProgress each : synap.workers().list()) {
                    table.row(each.name(), Text.number(each.position()), Text.number(each.behind()));
                }
            }
            showParked(synap).forEach(this::showFailure);
        }

        /** Returns those that were tried. */
        private List<ParkedEvent> showParked(Synap synap) {
            List<ParkedEvent> failed = new ArrayList<>();
            try (Table table = Table.of(terminal, "PARKED", "WORKER", " POSITION", "STATUS", " TRIED", "SUBJECT")) {
                boolean first = true;
                for (ParkedEvent each : synap.workers().parked()) {
                    if (first) {
                        terminal.out().println();
                        first = false;
                    }
                    table.row(
                            each.id(),
                            each.worker(),
                            String.valueOf(each.position()),
                            each.status(),
                            String.valueOf(each.attempts()),
                            each.subjectId());
                    if (each.error() != null) {
                        failed.add(each);
                    }
                }
            }
            return failed;
        }

        /** Below the table, for an error takes more room than a column has. */
        private void showFailure(ParkedEvent event) {
            String failure = stack && event.stack() != null ? event.stack().strip() : event.error();
            terminal.out().printf("%n%s:%n%s%n", event.id(), failure);
        }
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Has an event that was set aside tried once more, now. The log tells of it.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap workers retry parked_0352ewdj5tXaWRiYm0Awah")
    public static final class Retry extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "What ./synap workers list shows as PARKED.")
        private String id = "";

        public Retry(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            ParkedEvent event = synap.workers().retry(id);
            terminal.out()
                    .println("%s tries %s of %s again".formatted(event.worker(), event.eventId(), event.subjectId()));
        }
    }

    @Command(
            name = "skip",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Leaves an event that was set aside out for good. The log tells of it.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap workers skip parked_0352ewdj5tXaWRiYm0Awah")
    public static final class Skip extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "What ./synap workers list shows as PARKED.")
        private String id = "";

        public Skip(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            ParkedEvent event = synap.workers().skip(id);
            terminal.out()
                    .println("%s leaves out %s of %s".formatted(event.worker(), event.eventId(), event.subjectId()));
        }
    }
}
