package dev.synap.cli;

import dev.synap.cli.terminal.Times;
import dev.synap.core.event.Event;
import dev.synap.core.log.EventQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which events are wanted. */
public final class EventFilter {

    @Option(names = "--type", paramLabel = "TYPE", description = "Events of this type; note.* for all that begin so.")
    private @Nullable String type;

    @Option(names = "--subject", paramLabel = "ID", description = "Events about this subject.")
    private @Nullable String subject;

    @Option(names = "--subject-type", paramLabel = "TYPE", description = "Events about subjects of this type.")
    private @Nullable String subjectType;

    @Option(names = "--user", paramLabel = "ID", description = "Events by this user.")
    private @Nullable String user;

    @Option(names = "--source", paramLabel = "NAME", description = "Events from this app.")
    private @Nullable String source;

    @Option(names = "--correlation", paramLabel = "ID", description = "Events of this change.")
    private @Nullable String correlation;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Times.Start.class,
            description = "Events that happened at this time or later: 2024-12-05 or 2024-12-05T10:00:00Z.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Times.End.class,
            description = "Events that happened at this time or earlier; a day counts whole.")
    private @Nullable Instant to;

    EventQuery query() {
        return new EventQuery(type, subject, subjectType, user, source, correlation, from, to);
    }

    /** Whether an event is one of those that {@link #query} finds. */
    static boolean matches(EventQuery query, Event event) {
        return matchesType(query, event.type())
                && matches(query.subjectId(), event.subjectId())
                && matches(query.subjectType(), event.subjectType())
                && matches(query.userId(), event.userId())
                && matches(query.source(), event.source())
                && matches(query.correlationId(), event.correlationId())
                && (query.from() == null || !event.timestamp().isBefore(query.from()))
                && (query.to() == null || !event.timestamp().isAfter(query.to()));
    }

    private static boolean matchesType(EventQuery query, String type) {
        return query.isTypePrefix() ? type.startsWith(query.typePrefix()) : matches(query.type(), type);
    }

    private static boolean matches(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }
}
