package dev.synap.cli.history;

import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.cli.terminal.Times;
import dev.synap.client.Synap;
import dev.synap.core.history.Blame;
import dev.synap.core.history.BlamedLine;
import dev.synap.core.log.AsOf;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows where each line of a text comes from. */
@Command(
        name = "blame",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows for each line of a text the version, the person and the time that it comes from.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./synap blame note_123", "  ./synap blame note_123 --field title --as-of 2024-12-05"})
public final class BlameCommand extends ServerCommand {

    @Parameters(paramLabel = "ID", description = "The subject.")
    private String subjectId = "";

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "Which field, by name or JSON Pointer. Default: ${DEFAULT-VALUE}.")
    private String field = "content";

    @Option(
            names = "--as-of",
            paramLabel = "POINT",
            converter = PointConverter.class,
            description = "A version, position:N, time, day (its end) or now.")
    private AsOf point = AsOf.latest();

    public BlameCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) {
        Blame blame = synap.history().blame(subjectId, field, point);
        if (blame.lines().isEmpty()) {
            terminal.remark(subjectId + " has no text in " + Text.line(field));
        }
        int versions = width(blame, line -> Long.toString(line.origin().version()));
        int users = width(blame, line -> line.origin().userId());
        String layout = "v%-" + versions + "d  %-" + users + "s  %s  %s";
        blame.lines()
                .forEach(line -> terminal.out()
                        .println(layout.formatted(
                                        line.origin().version(),
                                        line.origin().userId(),
                                        Times.show(line.origin().timestamp()),
                                        Text.line(line.text().stripTrailing()))
                                .stripTrailing()));
    }

    private static int width(Blame blame, Function<BlamedLine, String> text) {
        return blame.lines().stream()
                .mapToInt(line -> text.apply(line).length())
                .max()
                .orElse(1);
    }
}
