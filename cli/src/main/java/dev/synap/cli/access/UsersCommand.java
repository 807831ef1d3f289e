package dev.synap.cli.access;

import dev.synap.cli.connection.ServerOptions;
import dev.synap.cli.terminal.CommandGroup;
import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Times;
import dev.synap.client.Synap;
import dev.synap.client.User;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            footer = "  ./synap users create mary --name Mary")
    public static final class Create implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private ServerOptions server;

        @Parameters(paramLabel = "ID", description = "The user's id.")
        private String id = "";

        @Option(names = "--name", paramLabel = "NAME", description = "What to call the user. Default: the id.")
        private @Nullable String name;

        public Create(Terminal terminal) {
            this.terminal = terminal;
            this.server = new ServerOptions(terminal);
        }

        @Override
        public Integer call() {
            try (Synap synap = server.connect()) {
                User made = synap.users().create(id, name == null ? id : name);
                terminal.out().println("Made the user " + made.userId());
            }
            return 0;
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists the users of the server.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap users list")
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
                    Table table = Table.of(terminal, "USER", "ADMIN", "MADE (UTC)", "NAME")) {
                for (User each : synap.users().list()) {
                    table.row(each.userId(), each.admin() ? "yes" : "", Times.show(each.createdAt()), each.name());
                }
            }
            return 0;
        }
    }
}
