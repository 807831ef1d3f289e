package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Synap;
import dev.synap.core.log.SignedCheckpoint;
import dev.synap.core.log.VerifyKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has the server sign where the log stands. */
@Command(
        name = "checkpoint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Has the server sign where the log stands: position, hash and time, on a line of JSON.",
        footerHeading = "%nKept where nobody who can change the database can change it, it finds out a log that was"
                + " rewritten as a whole.%n%nExamples:%n",
        footer = {
            "  ./synap checkpoint --public-key > synap.pub        once, and kept as well",
            "  ./synap checkpoint -o published.ndjson             every hour, say; added to the file",
            "  ./synap checkpoint --list",
            "  ./synap verify --checkpoint published.ndjson --public-key synap.pub"
        })
final class CheckpointCommand extends ServerCommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to add the line to. Default: the output.")
    private @Nullable Path file;

    @Option(names = "--list", description = "Show what was signed before, and sign nothing.")
    private boolean list;

    @Option(names = "--public-key", description = "Show the key that checkpoints are checked with, and sign nothing.")
    private boolean key;

    public CheckpointCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) throws IOException {
        if (key) {
            terminal.out().println(VerifyKey.write(synap.checkpoints().publicKey()));
        } else if (list) {
            synap.checkpoints().list().forEach(each -> terminal.out().println(each.toJson()));
        } else {
            write(synap.checkpoints().create());
        }
    }

    private void write(SignedCheckpoint checkpoint) throws IOException {
        if (file == null) {
            terminal.out().println(checkpoint.toJson());
            return;
        }
        if (Files.isDirectory(file)) {
            throw CliException.usage(file + " is a directory; name a file in it");
        }
        Files.writeString(file, checkpoint.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        terminal.remark("Added position " + checkpoint.position() + " to " + file);
    }
}
