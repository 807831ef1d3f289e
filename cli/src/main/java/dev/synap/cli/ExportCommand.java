package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.Synap;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the log as lines of JSON. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes every event of the workspace, one JSON object a line, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap export -o log.ndjson                 a file, which is there only once it is whole",
            "  ./synap export | gzip > log.ndjson.gz",
            "  ./synap export --after 1000 >> log.ndjson    what came after position 1000",
            "  ./synap export --all -o all.ndjson           every workspace that the key sees, one after the other",
            "  ./synap verify --file log.ndjson             checks it without a server",
            "  ./synap restore log.ndjson                   puts it back, into an empty server"
        })
final class ExportCommand extends ServerCommand {

    private static final int HOW_OFTEN_TO_SEE_IF_ANYBODY_READS = 500;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write. Default: the output.")
    private @Nullable Path file;

    @Option(names = "--after", paramLabel = "POSITION", description = "Only events after this position.")
    private long after;

    @Option(names = "--all", description = "Every workspace that the key sees, one after the other.")
    private boolean all;

    public ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected Synap connect() {
        return server.connectPatiently();
    }

    @Override
    protected void run(Synap synap) throws IOException {
        OutputFile target = file == null ? null : new OutputFile(file);

        if (target == null) {
            export(synap, terminal.out());
        } else {
            long exported = target.write(out -> export(synap, out));
            terminal.remark("Exported " + Text.count(exported, "event") + " to " + file);
        }
    }

    private long export(Synap synap, PrintWriter out) {
        if (!all) {
            return exportOne(synap, out);
        }
        if (after > 0) {
            throw CliException.usage("--after is a position in one workspace, and does not go with --all");
        }
        long exported = 0;
        for (String workspace : synap.me().workspaces()) {
            exported += exportOne(synap.inWorkspace(workspace), out);
        }
        return exported;
    }

    private long exportOne(Synap synap, PrintWriter out) {
        long total = Math.max(synap.events().position() - after, 0);
        long exported = 0;
        try (Stream<Event> events = synap.events().getAll(after);
                Progress progress = Progress.start(terminal, "Exporting", "events", total)) {
            for (Iterator<Event> each = events.iterator(); each.hasNext(); ) {
                out.print(EventJson.write(each.next()));
                out.print('\n');
                progress.to(++exported);
                if (exported % HOW_OFTEN_TO_SEE_IF_ANYBODY_READS == 0 && out.checkError()) {
                    break; // as when piped into head
                }
            }
        }
        out.flush();
        return exported;
    }
}
