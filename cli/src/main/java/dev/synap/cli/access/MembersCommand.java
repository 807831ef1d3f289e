package dev.synap.cli.access;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.connection.Writing;
import dev.synap.cli.terminal.CommandGroup;
import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Times;
import dev.synap.client.Member;
import dev.synap.client.Members;
import dev.synap.client.Stamp;
import dev.synap.client.Synap;
import dev.synap.core.access.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows and changes who belongs to a workspace. */
@Command(
        name = "members",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows and changes who belongs to a workspace, and as what.",
        subcommands = {MembersCommand.Show.class, MembersCommand.Add.class, MembersCommand.Remove.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap members list -w garden",
            "  ./synap members add mary editor -w garden",
            "  ./synap members remove mary -w garden"
        })
public final class MembersCommand extends CommandGroup {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists the members of a workspace, its owner first.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap members list -w garden")
    public static final class Show extends ServerCommand {

        public Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            try (Table table = Table.of(terminal, "USER", "ROLE", "SINCE (UTC)", "ADDED BY")) {
                for (Member each : synap.members().list()) {
                    table.row(
                            each.userId(),
                            each.role().text(),
                            each.created().map(stamp -> Times.show(stamp.at())).orElse(""),
                            each.created().map(Stamp::by).orElse(""));
                }
            }
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lets a user into a workspace, or gives a member another role.",
            footerHeading = "%nExamples:%n",
            footer = {"  ./synap members add mary editor -w garden", "  ./synap members add bob viewer"})
    public static final class Add extends ServerCommand {

        @Parameters(index = "0", paramLabel = "USER", description = "The user's id.")
        private String user = "";

        @Parameters(index = "1", paramLabel = "ROLE", description = "admin, editor, commenter or viewer.")
        private String role = "";

        public Add(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            Role wanted = Role.named(role)
                    .orElseThrow(() -> CliException.usage(
                            "There is no role " + role + "; the roles are admin, editor, commenter and viewer"));

            Members members = synap.members().waiting();
            boolean member = synap.members().list(q -> q.user(user)).first().isPresent();
            Writing.done(member ? members.change(user, wanted) : members.add(user, wanted));
            terminal.out().println("%s is %s of %s".formatted(user, wanted.text(), server.workspace()));
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Takes a member out of a workspace.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap members remove mary -w garden")
    public static final class Remove extends ServerCommand {

        @Parameters(paramLabel = "USER", description = "The user's id.")
        private String user = "";

        public Remove(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            Writing.done(synap.members().waiting().remove(user));
            terminal.out().println("%s is no longer a member of %s".formatted(user, server.workspace()));
        }
    }
}
