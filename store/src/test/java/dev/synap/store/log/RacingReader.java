package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import dev.synap.store.log.HistoryChecker.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Reads on from the last position it has seen, while others append, and never looks back. */
final class RacingReader {

    private RacingReader() {}

    /** What it saw until the end, in the order in which it saw it. */
    static List<Stored> readUntil(AtomicBoolean ended, EventLog log, String workspace) {
        List<Stored> seen = new ArrayList<>();
        boolean last;
        do {
            last = ended.get();
            List<Event> page;
            do {
                long after = seen.isEmpty() ? 0 : seen.getLast().position();
                page = log.query(
                                workspace,
                                EventQuery.all(),
                                PageRequest.first(100).after(after))
                        .events();
                page.forEach(event -> seen.add(stored(event)));
            } while (!page.isEmpty());
        } while (!last);
        return seen;
    }

    static List<Stored> readAll(EventLog log, String workspace) {
        try (Stream<Event> events = log.stream(workspace, 0)) {
            return events.map(RacingReader::stored).toList();
        }
    }

    private static Stored stored(Event event) {
        return new Stored(event.workspaceId(), event.position(), event.id(), event.subjectId(), event.version());
    }
}
