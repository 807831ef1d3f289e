package dev.synap.cli.history;

import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.Synap;
import dev.synap.core.history.Diff;
import dev.synap.core.history.FieldDiff;
import dev.synap.core.history.Segment;
import dev.synap.core.json.Json;
import dev.synap.core.log.AsOf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows what differs between two points in a subject's history. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows what differs between two points in a subject's history; text by words, as [-old-]{+new+}.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap diff note_123 1                    since version 1",
            "  ./synap diff note_123 2024-12-01 2024-12-05",
            "  ./synap diff note_123 position:10 now"
        })
public final class DiffCommand extends ServerCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The subject.")
    private String subjectId = "";

    @Parameters(
            index = "1",
            paramLabel = "FROM",
            converter = PointConverter.class,
            description = "A version, position:N, time, day (its end) or now.")
    private AsOf from = AsOf.latest();

    @Parameters(
            index = "2",
            paramLabel = "TO",
            arity = "0..1",
            converter = PointConverter.class,
            description = "The same; left out: now.")
    private AsOf to = AsOf.latest();

    public DiffCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) {
        Diff diff = synap.history().diff(subjectId, from, to);
        terminal.out().println("%s  version %d to %d".formatted(subjectId, diff.fromVersion(), diff.toVersion()));
        if (diff.isEmpty()) {
            terminal.out().println("  no difference");
        }
        diff.fields().forEach(this::print);
    }

    private void print(FieldDiff field) {
        String name = Text.line(field.effect().path());
        String value = field.words().isEmpty()
                ? removed(shown(field.effect().before()))
                        + added(shown(field.effect().after()))
                : words(field.words());
        terminal.out().println("  " + name + "  " + value.replace("\n", "\n    "));
    }

    private String words(List<Segment> segments) {
        StringBuilder text = new StringBuilder();
        segments.forEach(segment -> {
            String words = Text.lines(segment.text());
            text.append(
                    switch (segment.kind()) {
                        case KEPT -> words;
                        case REMOVED -> removed(words);
                        case ADDED -> added(words);
                    });
        });
        return text.toString();
    }

    private String removed(String text) {
        return text.isEmpty() ? "" : coloured("red", "[-" + text + "-]");
    }

    private String added(String text) {
        return text.isEmpty() ? "" : coloured("green", "{+" + text + "+}");
    }

    private String coloured(String colour, String text) {
        if (!terminal.colours()) {
            return text;
        }
        Ansi.IStyle[] style = {Ansi.Style.valueOf("fg_" + colour)};
        return Ansi.Style.on(style) + text + Ansi.Style.off(style);
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null) {
            return "";
        }
        return value.isString() ? Text.lines(value.stringValue()) : Text.line(Json.write(value));
    }
}
