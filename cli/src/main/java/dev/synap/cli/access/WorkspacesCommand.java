package dev.synap.cli.access;

import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.CommandGroup;
import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Times;
import dev.synap.client.Synap;
import dev.synap.client.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes and lists workspaces. */
@Command(
        name = "workspaces",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes and lists workspaces: each is a log of its own.",
        subcommands = {WorkspacesCommand.Create.class, WorkspacesCommand.Show.class},
        footerHeading = "%nExamples:%n",
        footer = {"  ./synap workspaces create garden --name 'The garden'", "  ./synap workspaces list"})
public final class WorkspacesCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Makes a workspace, which is then yours.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap workspaces create garden --name 'The garden'")
    public static final class Create extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "Its id.")
        private String id = "";

        @Option(names = "--name", paramLabel = "NAME", description = "What to call it. Default: the id.")
        private @Nullable String name;

        public Create(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            Workspace made = synap.workspaces().create(id, name == null ? id : name);
            terminal.out().println("Made the workspace " + made.workspaceId() + " of " + made.ownerId());
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists the workspaces that the key may see.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap workspaces list")
    public static final class Show extends ServerCommand {

        public Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            try (Table table = Table.of(terminal, "WORKSPACE", "OWNER", "MADE (UTC)", "NAME")) {
                for (Workspace each : synap.workspaces().list()) {
                    table.row(each.workspaceId(), each.ownerId(), Times.show(each.createdAt()), each.name());
                }
            }
        }
    }
}
