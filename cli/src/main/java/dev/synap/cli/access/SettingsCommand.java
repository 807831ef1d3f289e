package dev.synap.cli.access;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.connection.Writing;
import dev.synap.cli.terminal.CommandGroup;
import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Synap;
import dev.synap.core.access.WorkspaceSetting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows and changes what a workspace is told to do. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows and changes what a workspace is told to do.",
        subcommands = {SettingsCommand.Show.class, SettingsCommand.Set.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap settings list -w garden",
            "  ./synap settings set recordAuditReads true -w garden   each read of the audit log is an event of its own",
            "  ./synap settings set requireReasoning true -w garden   agents must say how they came to want what they ask for"
        })
public final class SettingsCommand extends CommandGroup {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists all settings of a workspace.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap settings list -w garden")
    public static final class Show extends ServerCommand {

        public Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            try (Table table = Table.of(terminal, "SETTING", "VALUE")) {
                for (WorkspaceSetting each : WorkspaceSetting.values()) {
                    table.row(each.text(), Boolean.toString(synap.settings().isOn(each)));
                }
            }
        }
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Has a workspace do something, or not.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap settings set recordAuditReads true -w garden")
    public static final class Set extends ServerCommand {

        @Parameters(index = "0", paramLabel = "SETTING", description = "Its name, such as recordAuditReads.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "VALUE", arity = "1", description = "true or false.")
        private boolean value;

        public Set(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            WorkspaceSetting setting = WorkspaceSetting.named(name)
                    .orElseThrow(() -> CliException.usage("There is no setting " + name + "; the settings are "
                            + String.join(", ", WorkspaceSetting.names())));
            Writing.done(synap.settings().waiting().set(setting, value));
            terminal.out().println("%s is %s in %s".formatted(name, value, server.workspace()));
        }
    }
}
