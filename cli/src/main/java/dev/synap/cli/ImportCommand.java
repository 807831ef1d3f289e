package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerOptions;
import dev.synap.cli.git.GitImportCommand;
import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.Synap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Appends events from a file, with the users and times that they say. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Appends events from a file, with the users and times that they say.",
            "The file holds one JSON object a line, as export writes it. Events keep their ids, users and times, and"
                    + " get new positions. Importing again adds only what is new, so an import that was cut off is simply"
                    + " repeated. The key needs the scope import."
        },
        subcommands = GitImportCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap import log.ndjson -w copy",
            "  zcat log.ndjson.gz | ./synap import -",
            // Short enough for any terminal: a line that is broken in two cannot be pasted.
            "  echo '{\"type\":\"note.created\",\"timestamp\":\"2024-12-01T10:00:00Z\"}' | ./synap import -"
        })
final class ImportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOptions server;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file; - reads the input.")
    private @Nullable Path file;

    public ImportCommand(Terminal terminal) {
        this.terminal = terminal;
        this.server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() throws IOException {
        if (file == null) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "What shall be imported? Name a file of events");
        }
        boolean input = file.toString().equals("-");
        InputFile source = input ? null : new InputFile(file);
        long size = source == null ? Progress.UNKNOWN : source.size();
        try (Synap synap = server.connectToImport();
                BufferedReader lines = source == null
                        ? new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
                        : source.open()) {
            EventUpload upload = new EventUpload(synap.events());
            upload(lines, input ? "input" : String.valueOf(file.getFileName()), upload, size);
            terminal.remark("Imported " + Text.count(upload.appended(), "event") + " into workspace "
                    + server.workspace() + already(upload.repeated()));
        } catch (CharacterCodingException e) {
            throw CliException.failed(file + " is not UTF-8");
        }
        return 0;
    }

    private void upload(BufferedReader lines, String name, EventUpload upload, long size) throws IOException {
        ImportedLine reader = new ImportedLine(name);
        long number = 0;
        try (Progress progress = Progress.start(terminal, "Importing", "bytes", size)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    upload.add(reader.draft(line, number), line.length());
                }
                progress.add(line.length() + 1L);
            }
            upload.flush();
        }
    }

    private static String already(long repeated) {
        return repeated == 0 ? "" : "; " + Text.number(repeated) + " more were there already";
    }
}
