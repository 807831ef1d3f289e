package dev.synap.cli.worker;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Times;
import dev.synap.client.DispatchedRequest;
import dev.synap.client.Listing;
import dev.synap.client.Synap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what became of requests. */
@Command(
        name = "dispatch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows what became of requests, the youngest first: pending, done or parked.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap dispatch                         the last 50",
            "  ./synap dispatch --status parked         what waits for an operator; see ./synap workers"
        })
public final class DispatchCommand extends ServerCommand {

    private static final Set<String> STATUSES = Set.of("pending", "done", "parked");

    @Option(names = "--status", paramLabel = "STATUS", description = "Only those that are pending, done or parked.")
    private @Nullable String status;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many to show. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    public DispatchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) {
        if (limit < 1) {
            throw CliException.usage("--limit must be at least 1, but is " + limit);
        }
        if (status != null && !STATUSES.contains(status)) {
            throw CliException.usage("--status must be pending, done or parked, but is " + status);
        }
        try (Table table =
                Table.of(terminal, " POSITION", "TIME (UTC)", "REQUEST", "SUBJECT", "USER", "STATUS", "OUTCOME")) {
            Listing<DispatchedRequest> requests =
                    status == null ? synap.dispatch().list() : synap.dispatch().list(status);
            for (DispatchedRequest each : requests.limit(limit)) {
                table.row(
                        String.valueOf(each.position()),
                        Times.show(each.requestedAt()),
                        each.type().replaceFirst("\\.requested$", ""),
                        each.subjectId(),
                        each.userId(),
                        each.status(),
                        outcome(each));
            }
        }
    }

    private static String outcome(DispatchedRequest request) {
        if (request.parkedId() != null) {
            return request.parkedId() + (request.error() == null ? "" : ": " + request.error());
        }
        return request.outcome() == null ? "" : request.outcome();
    }
}
