package dev.synap.cli.demo;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.demo.DemoWorkspace.Beginning;
import dev.synap.cli.demo.Guide.Passwords;
import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Me;
import dev.synap.client.Synap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
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

    /** As the server has it. */
    private static final int SHORTEST = 10;

    private static final int STEPS = 7;

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
        checkPassword();
        Cast cast = Cast.of(synap, me);
        DemoWorkspace workspace = again
                ? DemoWorkspace.another(server.workspace(), synap, me)
                : DemoWorkspace.named(server.workspace(), synap, me);
        boolean there = workspace.isFilled();
        Beginning began = workspace.begin(cast.newcomers());

        if (!there) {
            fill(workspace, cast, began);
        }
        Passwords passwords = setPasswords(synap, cast, there ? List.of() : began.newcomers());
        terminal.out()
                .println("The demo %s in the workspace %s of %s."
                        .formatted(there ? "is already" : "is", workspace.id(), url()));
        guide(workspace, me, cast, began).print(terminal.out(), passwords);

        // Said last: what was printed before is known to have been seen.
        if (!there) {
            workspace.filled();
        }
    }

    private void fill(DemoWorkspace workspace, Cast cast, Beginning began) {
        Synap synap = workspace.synap();
        try (Seats seats = new Seats(synap, server.url());
                Progress progress = Progress.start(terminal, "Filling " + workspace.id(), "steps", STEPS)) {
            Consumer<Runnable> step = work -> {
                work.run();
                progress.add(1);
                progress.show();
            };
            step.accept(cast::make);
            step.accept(() -> synap.events().append(Past.events(began.at())).orThrow());
            step.accept(() -> cast.join(workspace));
            Suggestions suggestions = new Suggestions(
                    began.at(),
                    seats.of(Cast.ASSISTANT),
                    seats.of(Person.ALICE.id()),
                    seats.of(Person.BOB.id()),
                    seats.of(Person.CHARLIE.id()));
            step.accept(suggestions::accepted);
            step.accept(suggestions::rejected);
            step.accept(suggestions::stale);
            step.accept(suggestions::waiting);
        }
    }

    /** Gives the people the password that was asked for, or else newcomers a random one; null where nobody gets one. */
    private @Nullable Passwords setPasswords(Synap synap, Cast cast, List<String> newcomers) {
        List<String> people = password == null ? newcomers : cast.others();
        if (people.isEmpty()) {
            return null;
        }
        String given = password == null ? NewPassword.random() : password;
        people.forEach(id -> synap.users().setPassword(id, given));
        return new Passwords(people, given);
    }

    private Guide guide(DemoWorkspace workspace, Me me, Cast cast, Beginning began) {
        Shell shell = Shell.of(Objects.requireNonNull(spec), terminal);
        return new Guide(
                url(),
                shell.key(),
                shell.options(workspace.id()),
                workspace.id(),
                me.userId(),
                cast.others(),
                began.at());
    }

    private String url() {
        return server.url().replaceAll("/+$", "");
    }

    private void checkPassword() {
        if (password != null && password.length() < SHORTEST) {
            throw CliException.usage("--password must have at least " + SHORTEST + " characters");
        }
    }

    private static void checkRights(Me me) {
        if (!me.admin() || !me.scopes().containsAll(Set.copyOf(SCOPES))) {
            throw CliException.failed(
                    "The demo makes users, so it takes the key of a server admin with the scopes %s; this"
                                    .formatted(String.join(", ", SCOPES))
                            + " one is " + me.userId() + "'s, with "
                            + String.join(", ", me.scopes().stream().sorted().toList()));
        }
    }
}
