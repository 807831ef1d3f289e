package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerOptions;
import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.Synap;
import dev.synap.core.json.Json;
import dev.synap.core.log.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Checks a log against its hash chain. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks every event of the log against the hash chain, and says where it was changed.",
        footerHeading = "%nExit code 0: intact. 1: broken, or not checked.%n%nExamples:%n",
        footer = {
            "  ./synap verify                  has the server check its log",
            "  ./synap verify log.ndjson       checks an export here, without a server",
            "  ./synap verify --hash 9c1f…     and that the log still ends as it did (or an export as the log)"
        })
final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ServerOptions server;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A whole export, to check instead of the server.")
    private @Nullable Path file;

    @Option(
            names = "--hash",
            paramLabel = "HASH",
            description = "The hash that the last event must have, as verify told earlier: a log that was rewritten or"
                    + " cut off as a whole is found out only so.")
    private @Nullable String hash;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    public VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
        this.server = new ServerOptions(terminal);
    }

    @Override
    public Integer call() throws Exception {
        Verification result = file == null ? onServer() : new ExportFile(file).verify(terminal);
        if (json) {
            terminal.out().println(json(result));
        }
        return switch (result) {
            case Verification.Intact intact
            when hash != null && !hash.equals(intact.hash()) ->
                throw CliException.failed("The log is consistent, but its last event has the hash " + intact.hash()
                        + ", not the one given");
            case Verification.Intact intact -> {
                say("Intact: " + Text.count(intact.events(), "event") + ", the last hash is " + intact.hash());
                yield 0;
            }
            case Verification.Broken broken -> {
                say("Broken at position %d%s: it %s. Intact before it: %s."
                        .formatted(
                                broken.position(),
                                broken.eventId() == null ? "" : " (" + Text.line(broken.eventId()) + ")",
                                broken.reason(),
                                Text.count(broken.events(), "event")));
                yield CliException.FAILED;
            }
        };
    }

    /** The server says nothing until it is done: meanwhile the clock shows that something goes on. */
    private Verification onServer() throws InterruptedException, IOException {
        try (Synap synap = server.connectPatiently();
                Progress progress = Progress.start(terminal, "Verifying", "events", Progress.UNKNOWN)) {
            FutureTask<Verification> verification = new FutureTask<>(synap::verify);
            Thread.ofVirtual().start(verification);
            while (true) {
                try {
                    return verification.get(200, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    progress.show();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void say(String text) {
        if (!json) {
            terminal.out().println(text);
        }
    }

    private static ObjectNode json(Verification result) {
        return switch (result) {
            case Verification.Intact intact ->
                Json.newObject()
                        .put("status", "intact")
                        .put("events", intact.events())
                        .put("hash", intact.hash());
            case Verification.Broken broken ->
                Json.newObject()
                        .put("status", "broken")
                        .put("events", broken.events())
                        .put("position", broken.position())
                        .put("reason", broken.reason())
                        .put("eventId", broken.eventId());
        };
    }
}
