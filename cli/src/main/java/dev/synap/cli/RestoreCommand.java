package dev.synap.cli;

import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.RestoredWorkspace;
import dev.synap.client.Synap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts exported logs back. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Puts an export back as it was: the same positions, versions, ids, times and hashes.",
        footerHeading =
                "%nAll of the file is restored or nothing. What is there already is compared, so restoring twice"
                        + " changes nothing; a file that was changed is refused, and the first bad position named. It takes a"
                        + " server admin with a key for imports.%n%nExamples:%n",
        footer = {
            "  ./synap restore log.ndjson",
            "  ./synap restore --owner mary all.ndjson    who owns the workspaces that are not there yet",
            "  ./synap restore <(zcat log.ndjson.gz)"
        })
final class RestoreCommand extends ServerCommand {

    @Parameters(paramLabel = "FILE", description = "What ./synap export wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--owner",
            paramLabel = "USER",
            description = "Who owns the workspaces that do not exist yet. Default: who restores.")
    private @Nullable String owner;

    public RestoreCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) throws IOException {
        InputFile input = new InputFile(file);
        List<RestoredWorkspace> restored;
        try (Progress progress = Progress.start(terminal, "Restoring", "bytes", input.size())) {
            restored = synap.workspaces().restore(() -> new Counted(open(input), progress), owner);
        }
        for (RestoredWorkspace each : restored) {
            terminal.out()
                    .println("%s: %s restored, %s in all, the last hash is %s"
                            .formatted(
                                    each.workspaceId(),
                                    Text.count(each.added(), "event"),
                                    Text.number(each.position()),
                                    each.hash()));
        }
    }

    private static InputStream open(InputFile input) {
        try {
            return Files.newInputStream(input.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells how much of it was read. */
    private static final class Counted extends java.io.FilterInputStream {
        private final Progress progress;

        Counted(InputStream in, Progress progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) {
                progress.add(read);
            }
            return read;
        }
    }
}
