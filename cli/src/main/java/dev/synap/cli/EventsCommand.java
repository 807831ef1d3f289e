package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Text;
import dev.synap.client.EventSequence;
import dev.synap.client.LiveSubscription;
import dev.synap.client.Synap;
import dev.synap.core.event.Event;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows events, oldest first, as {@code tail} shows lines. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows events: the last 50 that match, oldest first. With append, adds one.",
        subcommands = AppendCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap events                                       the last 50",
            "  ./synap events --type 'note.*' --user bob --from 2024-12-01",
            "  ./synap events --subject note_123 --all --json       all of a subject's history, one event a line",
            "  ./synap events --follow                              the last 50, then new ones as they come",
            "  ./synap events append note.created --subject note_123 --data '{\"content\":\"Original\"}'"
        })
final class EventsCommand extends ServerCommand {

    private static final int HOW_OFTEN_TO_SEE_IF_ANYBODY_READS = 500;

    @Mixin
    private EventFilter filter = new EventFilter();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "How many to show. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(names = "--all", description = "Show all that match.")
    private boolean all;

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            description = "Show the first ones after this position instead.")
    private @Nullable Long after;

    @Option(
            names = {"-f", "--follow"},
            description = "Stay, and show new events as they come, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    public EventsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void run(Synap synap) throws InterruptedException {
        if (limit < 1) {
            throw CliException.usage("--limit must be at least 1, but is " + limit);
        }
        EventQuery query = filter.query();
        try (EventPrinter printer = EventPrinter.of(terminal, json)) {
            long end = follow ? synap.events().position() : Long.MAX_VALUE - 1;
            print(events(synap.events().query(_ -> query), end), printer);
            printer.flush();
            if (follow) {
                follow(synap, query, end, printer);
            }
        }
    }

    /** Those to show that stand at or before the end, oldest first. */
    private Iterable<Event> events(EventSequence found, long end) {
        EventSequence pages = found.pageSize(all ? PageRequest.MAX_LIMIT : PageRequest.DEFAULT_LIMIT);
        if (all || after != null) {
            EventSequence forward = after == null ? pages : pages.after(after);
            return () -> (all ? forward : forward.limit(limit))
                    .stream().takeWhile(event -> event.position() <= end).iterator();
        }
        EventSequence backward = follow ? pages.newestFirst().after(end + 1) : pages.newestFirst();
        List<Event> last = backward.limit(limit + 1L).toList();
        if (last.size() > limit) {
            terminal.remark("The last " + Text.count(limit, "event") + "; --all shows all.");
        }
        return last.subList(0, Math.min(limit, last.size())).reversed();
    }

    private void print(Iterable<Event> events, EventPrinter printer) {
        int printed = 0;
        for (Event event : events) {
            printer.print(event);
            if (++printed % HOW_OFTEN_TO_SEE_IF_ANYBODY_READS == 0
                    && terminal.out().checkError()) {
                return; // as when piped into head
            }
        }
    }

    private void follow(Synap synap, EventQuery query, long from, EventPrinter printer) throws InterruptedException {
        LiveSubscription[] own = new LiveSubscription[1];
        try (LiveSubscription subscription = synap.events().subscribe(from, event -> {
            if (EventFilter.matches(query, event)) {
                printer.print(event);
                printer.flush();
                if (terminal.out().checkError() && own[0] != null) {
                    own[0].close();
                }
            }
        })) {
            own[0] = subscription;
            subscription.await();
        }
    }
}
