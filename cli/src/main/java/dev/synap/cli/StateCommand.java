package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.cli.terminal.Times;
import dev.synap.client.Synap;
import dev.synap.core.fold.State;
import dev.synap.core.json.Json;
import dev.synap.core.log.AsOf;
import java.io.PrintWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows a subject as it is, or was. */
@Command(
        name = "state",
        sortOptions = false,
        description = "Shows a subject as it is, or as it was at a time, a version or a position.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap state note_123",
            "  ./synap state note_123 --as-of 2024-12-05               at the end of that day, UTC",
            "  ./synap state note_123 --as-of 2024-12-05T14:30:00Z",
            "  ./synap state note_123 --version 1 --json"
        })
final class StateCommand extends ServerCommand {

    /** Which point in history. */
    static final class Point {
        @Option(
                names = "--as-of",
                paramLabel = "TIME",
                converter = Times.End.class,
                description = "As of this time; a day stands for its end.")
        private @Nullable Instant time;

        @Option(names = "--version", paramLabel = "N", description = "As of this version of the subject.")
        private @Nullable Long version;

        @Option(names = "--position", paramLabel = "N", description = "As of this position of the log.")
        private @Nullable Long position;

        AsOf asOf() {
            if (time != null) {
                return AsOf.time(time);
            }
            if (version != null) {
                return AsOf.version(version);
            }
            return position != null ? AsOf.position(position) : AsOf.latest();
        }
    }

    @Parameters(paramLabel = "ID", description = "The subject.")
    private String subjectId = "";

    @ArgGroup
    private Point point = new Point();

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    /** By itself, for --version means a version of the subject here. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    public StateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) {
        State state = synap.state(subjectId, point.asOf());
        if (!state.exists()) {
            String when = point.asOf() instanceof AsOf.Latest ? "" : " up to there";
            throw CliException.failed(
                    "%s has no events in workspace %s%s".formatted(subjectId, server.workspace(), when));
        }
        if (json) {
            terminal.out().println(json(state));
        } else {
            print(state);
        }
    }

    private static ObjectNode json(State state) {
        ObjectNode json = Json.newObject()
                .put("subjectId", state.subjectId())
                .put("subjectType", state.subjectType())
                .put("version", state.version())
                .put("position", state.position())
                .put("deleted", state.deleted());
        json.set("state", state.toNode());
        return json;
    }

    private void print(State state) {
        PrintWriter out = terminal.out();
        Ansi ansi = terminal.colours() ? Ansi.ON : Ansi.OFF;
        out.println(ansi.string("@|bold " + state.subjectId() + "|@")
                + "  %s  version %d  position %d%s"
                        .formatted(
                                state.subjectType(),
                                state.version(),
                                state.position(),
                                state.deleted() ? ansi.string("  @|red deleted|@") : ""));
        ObjectNode fields = state.toNode();
        int longest = fields.propertyStream()
                .mapToInt(field -> field.getKey().length())
                .max()
                .orElse(0);
        int indent = Math.min(longest, 24) + 2;
        fields.propertyStream().forEach(field -> {
            String name = Text.line(field.getKey());
            String gap = " ".repeat(Math.max(indent - name.length(), 2));
            out.println("  " + name + gap + value(field.getValue()).replace("\n", "\n  " + " ".repeat(indent)));
        });
    }

    private static String value(JsonNode value) {
        return value.isString() ? Text.lines(value.stringValue()) : Text.line(Json.write(value));
    }
}
