package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerOptions;
import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.Synap;
import dev.synap.core.event.Event;
import dev.synap.core.json.Json;
import dev.synap.core.log.SignedCheckpoint;
import dev.synap.core.log.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
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
            "  ./synap verify --file log.ndjson    checks an export here, without a server",
            "  ./synap verify --checkpoint published.ndjson    and that it is still what was signed",
            "  ./synap verify --hash 9c1f…     and that the log still ends as it did (or an export as the log)"
        })
final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ServerOptions server;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The same as --file.")
    private @Nullable Path argument;

    @Option(names = "--file", paramLabel = "FILE", description = "A whole export, to check instead of the server.")
    private @Nullable Path file;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Signed checkpoints, one a line: the log must still be what they say.")
    private @Nullable Path checkpoints;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "The key that checkpoints are checked with. Default: the server's, which proves less: who"
                    + " rewrites a database may bring another key.")
    private @Nullable Path publicKey;

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
        Path export = file == null ? argument : file;
        Published published = checkpoints == null ? null : Published.read(checkpoints, key());
        Map<String, Verification> results = export == null
                ? Map.of(server.workspace(), onServer(published))
                : new ExportFile(export).verify(terminal, event -> {
                    if (published != null) {
                        published.compare(event);
                    }
                });
        if (hash != null && results.size() > 1) {
            throw CliException.usage("--hash is that of one workspace, and the file holds " + results.size());
        }
        int exitCode = 0;
        for (Map.Entry<String, Verification> each : results.entrySet()) {
            if (json) {
                terminal.out().println(json(each.getValue()));
            }
            exitCode = Math.max(exitCode, tell(results.size() > 1 ? each.getKey() : "", each.getValue()));
        }
        return published == null ? exitCode : Math.max(exitCode, tell(published));
    }

    private int tell(String workspace, Verification result) {
        return switch (result) {
            case Verification.Intact intact
            when hash != null && !hash.equals(intact.hash()) ->
                throw CliException.failed("The log is consistent, but its last event has the hash " + intact.hash()
                        + ", not the one given");
            case Verification.Intact intact -> {
                say((workspace.isEmpty() ? "Intact: " : workspace + ": intact, ") + Text.count(intact.events(), "event")
                        + ", the last hash is " + intact.hash());
                yield 0;
            }
            case Verification.Broken broken -> {
                say((workspace.isEmpty() ? "Broken" : workspace + ": broken")
                        + " at position %d%s: it %s. Intact before it: %s."
                                .formatted(
                                        broken.position(),
                                        broken.eventId() == null ? "" : " (" + Text.line(broken.eventId()) + ")",
                                        broken.reason(),
                                        Text.count(broken.events(), "event")));
                yield CliException.FAILED;
            }
        };
    }

    private int tell(Published published) {
        List<String> faults = published.finish();
        faults.forEach(this::say);
        if (faults.isEmpty()) {
            say("As published: " + Text.count(published.count(), "checkpoint"));
            return 0;
        }
        return CliException.FAILED;
    }

    private PublicKey key() throws IOException {
        if (publicKey != null) {
            return Published.key(publicKey);
        }
        try (Synap synap = server.connect()) {
            return synap.checkpoints().publicKey();
        }
    }

    /** The server says nothing until it is done: meanwhile the clock shows that something goes on. */
    private Verification onServer(@Nullable Published published) throws InterruptedException, IOException {
        try (Synap synap = server.connectPatiently();
                Progress progress = Progress.start(terminal, "Verifying", "events", Progress.UNKNOWN)) {
            FutureTask<Verification> verification = new FutureTask<>(synap::verify);
            Thread.ofVirtual().start(verification);
            while (true) {
                try {
                    Verification result = verification.get(200, TimeUnit.MILLISECONDS);
                    compare(synap, published);
                    return result;
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

    private static void compare(Synap synap, @Nullable Published published) {
        if (published != null) {
            for (SignedCheckpoint each : published.open()) {
                Synap workspace = synap.inWorkspace(each.workspaceId());
                if (workspace.events().position() >= each.position()) {
                    try (Stream<Event> events = workspace.events().getAll(each.position() - 1)) {
                        events.findFirst().ifPresent(published::compare);
                    }
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
