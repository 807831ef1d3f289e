package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.SynapClientException;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.error.SynapException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one line that a person can act on. */
final class Failures {

    private static final String DEBUG = "SYNAP_DEBUG";

    private Failures() {}

    /** The command line itself cannot work. */
    record OfUsage(Terminal terminal) implements IParameterExceptionHandler {
        @Override
        public int handleParseException(ParameterException e, String[] args) {
            CommandLine command = e.getCommandLine();
            say(terminal, String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""));
            if (e instanceof UnmatchedArgumentException unmatched) {
                List<String> suggestions = unmatched.getSuggestions();
                if (!suggestions.isEmpty()) {
                    terminal.err().println("Did you mean " + String.join(" or ", suggestions) + "?");
                }
            }
            terminal.err().println("See " + command.getCommandSpec().qualifiedName() + " --help");
            return CliException.USAGE;
        }
    }

    /** The command failed. */
    record OfExecution(Terminal terminal) implements IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
            terminal.out().flush();
            if (terminal.variable(DEBUG).isPresent()) {
                e.printStackTrace(terminal.err());
            }
            return switch (e) {
                case CliException failure -> end(failure.getMessage(), failure.exitCode());
                case SynapClientException failure -> end(message(failure), CliException.FAILED);
                case InvalidInputException wrong -> end(describe(wrong), CliException.USAGE);
                case SynapException failure -> end(failure.getMessage(), CliException.FAILED);
                case FileSystemException failure ->
                    end("Cannot use the file " + failure.getFile() + ": " + reason(failure), CliException.FAILED);
                case IOException failure ->
                    end(failure.getClass().getSimpleName() + ": " + failure.getMessage(), CliException.FAILED);
                default ->
                    end(
                            "This should not have happened: " + e + " (set " + DEBUG + "=1 to see where)",
                            CliException.FAILED);
            };
        }

        private int end(@Nullable String message, int exitCode) {
            say(terminal, String.valueOf(message));
            return exitCode;
        }

        private static String reason(FileSystemException failure) {
            return switch (failure) {
                case AccessDeniedException _ -> System.getProperty("user.name") + " may not";
                case NoSuchFileException _ -> "it does not exist";
                default -> failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
            };
        }

        private static String message(SynapClientException failure) {
            String said = String.valueOf(failure.getMessage());
            return switch (failure.code()) {
                case SynapClientException.UNREACHABLE ->
                    "There is no Synap server: " + said
                            + ". Start one with ./synap start, or name yours with --url or SYNAP_URL.";
                case "unauthorized" ->
                    "The server refuses the key in SYNAP_KEY, SYNAP_ADMIN_KEY or --key-file: " + said;
                default -> said;
            };
        }
    }

    /** What is wrong, and with which field, where it is one field. */
    static String describe(InvalidInputException wrong) {
        return (wrong.field().isEmpty() ? "it" : wrong.field()) + " " + wrong.getMessage();
    }

    private static void say(Terminal terminal, String message) {
        Ansi ansi = terminal.errorColours() ? Ansi.ON : Ansi.OFF;
        terminal.err().println(ansi.string("@|bold,red synap:|@ ") + Text.line(message));
    }
}
