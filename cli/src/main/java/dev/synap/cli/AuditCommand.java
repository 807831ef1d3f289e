package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.cli.terminal.Times;
import dev.synap.client.AuditEntry;
import dev.synap.client.Listing;
import dev.synap.client.Synap;
import dev.synap.core.history.FieldEffect;
import dev.synap.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows who did what, from where and why, and what it changed. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows who did what, from where and why, with each changed field before and after, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap audit --type note.deleted --subject note_123      who deleted this note?",
            "  ./synap audit --user bob --from 2024-12-01 --text marketing",
            "  ./synap audit --type 'note.*' --csv audit.csv             all that match, as a table",
            "  ./synap audit --ndjson audit.ndjson                      all that match, as JSON, one a line"
        })
final class AuditCommand extends ServerCommand {

    private static final int LONGEST_VALUE = 60;

    @Mixin
    private EventFilter filter = new EventFilter();

    @Option(names = "--text", paramLabel = "TEXT", description = "Events that hold this text, in whatever case.")
    private @Nullable String text;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many to show. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(names = "--all", description = "Show all that match.")
    private boolean all;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all that match to a file, as a table.")
    private @Nullable Path csv;

    @Option(names = "--ndjson", paramLabel = "FILE", description = "Write all that match to a file, as JSON lines.")
    private @Nullable Path ndjson;

    public AuditCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) throws IOException {
        if (limit < 1) {
            throw CliException.usage("--limit must be at least 1, but is " + limit);
        }
        if (csv != null) {
            export(csv, synap.audit().csv(text, _ -> filter.query()));
        }
        if (ndjson != null) {
            export(ndjson, synap.audit().ndjson(text, _ -> filter.query()));
        }
        if (csv != null || ndjson != null) {
            return;
        }
        Listing<AuditEntry> entries = text == null
                ? synap.audit().query(_ -> filter.query())
                : synap.audit().search(text, _ -> filter.query());
        (all ? entries : entries.limit(limit)).forEach(this::print);
    }

    private void export(Path file, InputStream content) throws IOException {
        try (Reader reader = new InputStreamReader(content, StandardCharsets.UTF_8)) {
            new OutputFile(file).write(out -> {
                try {
                    return reader.transferTo(out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw CliException.failed("The server broke off before the end, and " + file + " was not written");
        }
        terminal.remark("Wrote " + file);
    }

    private void print(AuditEntry entry) {
        StringBuilder line = new StringBuilder("%d  %s  %s  %s  %s  from %s"
                .formatted(
                        entry.position(),
                        Times.show(entry.timestamp()),
                        entry.userId(),
                        entry.type(),
                        entry.subjectId(),
                        entry.source()));
        if (entry.browser() != null) {
            line.append(" by ").append(Text.line(entry.browser()));
        }
        if (entry.ipAddress() != null) {
            line.append(" at ").append(Text.line(entry.ipAddress()));
        }
        if (entry.reason() != null) {
            line.append(" (").append(Text.line(entry.reason())).append(')');
        }
        terminal.out().println(line);
        terminal.out().println("    " + Text.line(entry.sentence()));
        for (FieldEffect change : entry.changes()) {
            terminal.out()
                    .println("    %s  %s → %s"
                            .formatted(Text.line(change.path()), shown(change.before()), shown(change.after())));
        }
    }

    private static String shown(@Nullable JsonNode value) {
        return value == null ? "–" : Text.cut(Json.write(value), LONGEST_VALUE);
    }
}
