package dev.synap.cli;

import dev.synap.cli.access.KeysCommand;
import dev.synap.cli.access.MembersCommand;
import dev.synap.cli.access.SettingsCommand;
import dev.synap.cli.access.UsersCommand;
import dev.synap.cli.access.WorkspacesCommand;
import dev.synap.cli.demo.DemoCommand;
import dev.synap.cli.history.BlameCommand;
import dev.synap.cli.history.BringBackCommand;
import dev.synap.cli.history.DiffCommand;
import dev.synap.cli.history.HistoryCommand;
import dev.synap.cli.history.RedoCommand;
import dev.synap.cli.history.UndoByCommand;
import dev.synap.cli.history.UndoCommand;
import dev.synap.cli.history.UndoToCommand;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.worker.DispatchCommand;
import dev.synap.cli.worker.WorkersCommand;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The commands behind {@code ./synap} that talk to a running server. Exit codes: 0 done, 1 the answer is no
 * or it failed, 2 called in a way that cannot work.
 */
@Command(
        name = "./synap",
        mixinStandardHelpOptions = true,
        versionProvider = CliVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        description = "Reads, writes and checks the log of a running Synap server.",
        subcommands = {
            EventsCommand.class,
            StateCommand.class,
            HistoryCommand.class,
            DiffCommand.class,
            UndoCommand.class,
            UndoToCommand.class,
            UndoByCommand.class,
            RedoCommand.class,
            BringBackCommand.class,
            BlameCommand.class,
            AuditCommand.class,
            VerifyCommand.class,
            CheckpointCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            RestoreCommand.class,
            WorkspacesCommand.class,
            UsersCommand.class,
            KeysCommand.class,
            MembersCommand.class,
            SettingsCommand.class,
            DispatchCommand.class,
            WorkersCommand.class,
            RebuildCommand.class,
            DemoCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SYNAP_KEY    the API key; the server prints one at its first start",
            "  SYNAP_URL    the server, where it is not http://127.0.0.1:8080 (or the port in SYNAP_PORT)",
            "  NO_COLOR     set to anything, no colours"
        })
public final class SynapCli implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Terminal.ofProcess(), args));
    }

    /** Runs one command in this process. */
    public static int run(Terminal terminal, String... args) {
        CommandLine commands = new CommandLine(SynapCli.class, new Parts(terminal))
                .setOut(terminal.out())
                .setErr(new PrintWriter(terminal.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.min(terminal.width(), 120))
                .setExpandAtFiles(false) // --data @FILE is ours
                .setParameterExceptionHandler(new Failures.OfUsage(terminal))
                .setExecutionExceptionHandler(new Failures.OfExecution(terminal));
        int exitCode = commands.execute(args);
        terminal.out().flush();
        return exitCode;
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Missing command");
    }

    /** Makes commands and mixins, which take the terminal where they write to it. */
    private record Parts(Terminal terminal) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getConstructor(Terminal.class).newInstance(terminal);
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
