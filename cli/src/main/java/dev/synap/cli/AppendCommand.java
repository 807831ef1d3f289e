package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Synap;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.EventDraft;
import dev.synap.core.json.Json;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Receipt;
import dev.synap.core.log.ExpectedVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Appends one event. */
@Command(
        name = "append",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Appends one event, durably.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap events append note.created --subject note_123 --data '{\"content\":\"Original\"}'",
            "  ./synap events append note.updated --subject note_123 --data @edit.json --expected-version 1",
            "  date | jq -R '{content: .}' | ./synap events append note.created --data -"
        })
final class AppendCommand extends ServerCommand {

    @Parameters(paramLabel = "TYPE", description = "What happened, such as note.created.")
    private String type = "";

    @Option(names = "--subject", paramLabel = "ID", description = "What it is about. Default: id in the data, or new.")
    private @Nullable String subject;

    @Option(
            names = "--data",
            paramLabel = "JSON",
            description = "The change, as a JSON object; @FILE reads a file, - reads the input.")
    private String data = "{}";

    @Option(names = "--metadata", paramLabel = "JSON", description = "Why and how; like --data.")
    private @Nullable String metadata;

    @Option(names = "--id", paramLabel = "ID", description = "The event's id. With it, sending twice appends once.")
    private @Nullable String id;

    @Option(names = "--correlation", paramLabel = "ID", description = "The change that it is part of.")
    private @Nullable String correlation;

    @Option(names = "--source", paramLabel = "NAME", description = "The app. Default: ${DEFAULT-VALUE}.")
    private String source = "cli";

    @Option(
            names = "--expected-version",
            paramLabel = "N",
            description = "Append only if the subject has this version; 0 if it does not exist.")
    private @Nullable Long expectedVersion;

    @Option(names = "--json", description = "The receipt as JSON.")
    private boolean json;

    public AppendCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) throws IOException {
        EventDraft draft = EventDraft.of(type).data(read("--data", data)).source(source);
        draft = subject == null ? draft : draft.subject(subject);
        draft = metadata == null ? draft : draft.metadata(read("--metadata", metadata));
        draft = id == null ? draft : draft.id(id);
        draft = correlation == null ? draft : draft.correlation(correlation);
        AppendResult result = expectedVersion == null
                ? synap.events().append(draft)
                : synap.events().append(draft, ExpectedVersion.exactly(expectedVersion));
        switch (result) {
            case AppendResult.Appended appended -> print(appended.first(), appended.repeated());
            case AppendResult.VersionConflict conflict ->
                throw CliException.failed("%s has version %d, not %d; nothing was appended"
                        .formatted(conflict.subjectId(), conflict.currentVersion(), conflict.expectedVersion()));
            case AppendResult.DuplicateId duplicate ->
                throw CliException.failed("%s is the id of another event, at position %d; nothing was appended"
                        .formatted(duplicate.eventId(), duplicate.position()));
        }
    }

    private void print(Receipt receipt, boolean repeated) {
        if (json) {
            terminal.out()
                    .println(Json.newObject()
                            .put("id", receipt.id())
                            .put("subjectId", receipt.subjectId())
                            .put("position", receipt.position())
                            .put("version", receipt.version())
                            .put("repeated", repeated));
        } else {
            terminal.out()
                    .println("%s  %s  version %d  position %d%s"
                            .formatted(
                                    receipt.id(),
                                    receipt.subjectId(),
                                    receipt.version(),
                                    receipt.position(),
                                    repeated ? "  (was there already)" : ""));
        }
    }

    private ObjectNode read(String option, String value) throws IOException {
        String text = value.equals("-")
                ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8)
                : value.startsWith("@") ? new InputFile(Path.of(value.substring(1))).text() : value;
        try {
            return Json.readObject(text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(option, String.valueOf(e.getMessage()));
        }
    }
}
