package dev.synap.cli.demo;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Me;
import dev.synap.client.Synap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fills a workspace with people and stories, and says where to look. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Fills a workspace with people and stories, and says where to look.",
        defaultValueProvider = DemoCommand.InDemo.class,
        footerHeading = "%nIt takes a server admin's key. Run twice it makes nothing twice, and goes on where it broke"
                + " off.%n%nExamples:%n",
        footer = {
            "  ./synap demo",
            "  ./synap demo --again                     another one, in the workspace demo-2",
            "  ./synap demo --password 'a long secret'  for alice, bob and charlie"
        })
public final class DemoCommand extends ServerCommand {

    private static final List<String> SCOPES = List.of("read", "write", "import", "admin");

    /** Demos have a default workspace of their own. */
    static final class InDemo implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            return argument instanceof OptionSpec option && option.longestName().equals("--workspace") ? "demo" : null;
        }
    }

    @Option(names = "--again", description = "Another one: in demo-2, demo-3 and so on.")
    private boolean again;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description = "The password of alice, bob and charlie. Default: a random one for those who are new.")
    private @Nullable String password;

    @Spec
    private @Nullable CommandSpec spec;

    public DemoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) {
        Me me = synap.me();
        checkRights(me);
        Cast cast = Cast.of(synap, me);
        DemoWorkspace workspace = again
                ? DemoWorkspace.another(server.workspace(), synap, me)
                : DemoWorkspace.named(server.workspace(), synap, me);
    }

    private static void checkRights(Me me) {
        if (!me.admin() || !me.scopes().containsAll(Set.copyOf(SCOPES))) {
            throw CliException.failed("The demo makes users, so it takes the key of a server admin with the scopes %s; this"
                            .formatted(String.join(", ", SCOPES))
                    + " one is " + me.userId() + "'s, with " + String.join(", ", me.scopes().stream().sorted().toList()));
        }
    }
}
