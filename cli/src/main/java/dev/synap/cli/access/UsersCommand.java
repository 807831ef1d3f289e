package dev.synap.cli.access;

import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.CommandGroup;
import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Times;
import dev.synap.client.Synap;
import dev.synap.client.User;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes and lists users. */
@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes and lists users, who come in with keys.",
        subcommands = {UsersCommand.Create.class, UsersCommand.Show.class},
        footerHeading = "%nExamples:%n",
        footer = {"  ./synap users create mary --name Mary", "  ./synap users list"})
public final class UsersCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Makes a user, who can do nothing yet: ./synap keys create lets them in, ./synap members add"
                    + " into a workspace.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./synap users create mary --name Mary",
                "  ./synap users create gardener --agent              a program, which is then yours"
            })
    public static final class Create extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "The user's id.")
        private String id = "";

        @Option(names = "--name", paramLabel = "NAME", description = "What to call the user. Default: the id.")
        private @Nullable String name;

        @Option(
                names = "--agent",
                description = "An agent: a program, whose changes wait for a person unless a policy says otherwise.")
        private boolean agent;

        public Create(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            String called = name == null ? id : name;
            User made =
                    agent ? synap.agents().create(id, called) : synap.users().create(id, called);
            terminal.out().println("Made the %s %s".formatted(agent ? "agent" : "user", made.userId()));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists the users of the server.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap users list")
    public static final class Show extends ServerCommand {

        public Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            try (Table table = Table.of(terminal, "USER", "KIND", "ADMIN", "MADE (UTC)", "NAME")) {
                for (User each : synap.users().list()) {
                    table.row(
                            each.userId(),
                            each.kind(),
                            each.admin() ? "yes" : "",
                            Times.show(each.createdAt()),
                            each.name());
                }
            }
        }
    }
}
