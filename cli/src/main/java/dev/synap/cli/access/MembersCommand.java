package dev.synap.cli.access;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerOptions;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            description = "Lists the members of a workspace. Its owner is not among them.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap members list -w garden")
    public static final class Show implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private ServerOptions server;

        public Show(Terminal terminal) {
            this.terminal = terminal;
            this.server = new ServerOptions(terminal);
        }

        @Override
        public Integer call() {
            try (Synap synap = server.connect();
                    Table table = Table.of(terminal, "USER", "ROLE", "SINCE (UTC)", "ADDED BY")) {
                for (Member each : synap.members().list()) {
                    table.row(
                            each.userId(),
                            each.role().text(),
                            each.created().map(stamp -> Times.show(stamp.at())).orElse(""),
                            each.created().map(Stamp::by).orElse(""));
                }
            }
            return 0;
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lets a user into a workspace, or gives a member another role.",
            footerHeading = "%nExamples:%n",
            footer = {"  ./synap members add mary editor -w garden", "  ./synap members add bob viewer"})
    public static final class Add implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private ServerOptions server;

        @Parameters(index = "0", paramLabel = "USER", description = "The user's id.")
        private String user = "";

        @Parameters(index = "1", paramLabel = "ROLE", description = "admin, editor, commenter or viewer.")
        private String role = "";

        public Add(Terminal terminal) {
            this.terminal = terminal;
            this.server = new ServerOptions(terminal);
        }

        @Override
        public Integer call() {
            Role wanted = Role.named(role)
                    .orElseThrow(() -> CliException.usage(
                            "There is no role " + role + "; the roles are admin, editor, commenter and viewer"));
            try (Synap synap = server.connect()) {
                Members members = synap.members().waiting();
                boolean member = synap.members().list(q -> q.user(user)).first().isPresent();
                Writing.done(member ? members.change(user, wanted) : members.add(user, wanted));
                terminal.out().println("%s is %s of %s".formatted(user, wanted.text(), server.workspace()));
            }
            return 0;
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Takes a member out of a workspace.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap members remove mary -w garden")
    public static final class Remove implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private ServerOptions server;

        @Parameters(paramLabel = "USER", description = "The user's id.")
        private String user = "";

        public Remove(Terminal terminal) {
            this.terminal = terminal;
            this.server = new ServerOptions(terminal);
        }

        @Override
        public Integer call() {
            try (Synap synap = server.connect()) {
                Writing.done(synap.members().waiting().remove(user));
                terminal.out().println("%s is no longer a member of %s".formatted(user, server.workspace()));
            }
            return 0;
        }
    }
}
