package dev.synap.server.audit;

import dev.synap.core.event.Event;
import dev.synap.core.log.Direction;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.store.access.Users;
import dev.synap.store.state.StatesAround;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads events with what they changed. A page costs one look at the log for each {@value #READ_AT_ONCE} events that are
 * looked through, and a few more for the states before and after all of them together.
 *
 * <p>Thread-safe.
 */
public final class AuditTrail {

    private static final int READ_AT_ONCE = 200;

    /** After so many events a page ends, though few of them hold the text. */
    private static final int MOST_LOOKED_AT = 10_000;

    /** After so many characters of data a page ends, though it is not full: states before and after come on top. */
    private static final long MOST_CHARACTERS = 4L * 1024 * 1024;

    private final EventLog log;
    private final StatesAround states;
    private final Users users;
    private final Browsers browsers = new Browsers();

    public AuditTrail(EventLog log, StatesAround states, Users users) {
        this.log = log;
        this.states = states;
        this.users = users;
    }

    /** A page that begins at a cursor. */
    AuditPage page(String workspaceId, AuditFilter filter, AuditCursor cursor, int limit, Direction direction) {
        Found found = find(workspaceId, filter, cursor, cursor.page(limit, direction));
        AuditEntry[] entries = new AuditEntry[found.events.size()];
        Map<String, String> names = names(found.events);
        int told = states.tell(workspaceId, found.events, (index, before, after) -> {
            Event event = found.events.get(index);
            entries[index] = AuditEntry.of(event, before, after, names, browsers);
        });
        List<AuditEntry> first = List.of(Arrays.copyOf(entries, told));
        return told < entries.length
                ? new AuditPage(first, cursor.next(first.getLast().position()))
                : new AuditPage(first, found.next == null ? null : cursor.next(found.next));
    }

    private Found find(String workspaceId, AuditFilter filter, AuditCursor cursor, PageRequest request) {
        List<Event> events = new ArrayList<>();
        PageRequest next = new PageRequest(request.after(), READ_AT_ONCE, request.direction());
        long characters = 0;
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += READ_AT_ONCE) {
            Page page = log.query(workspaceId, filter.query(), next);
            for (Event event : page.events()) {
                if (cursor.isBeyond(event.position())) {
                    return new Found(events, null);
                }
                if (events.size() == request.limit() || characters > MOST_CHARACTERS) {
                    return new Found(events, next.after());
                }
                next = next.after(event.position());
                if (filter.holds(event)) {
                    characters += event.data().text().length();
                    events.add(event);
                }
            }
            if (page.next() == null) {
                return new Found(events, null);
            }
        }
        return new Found(events, next.after());
    }

    private Map<String, String> names(List<Event> events) {
        Set<String> ids = events.stream().map(Event::userId).collect(Collectors.toSet());
        return users.names(ids);
    }

    /** Events that fit, and where to look on; null where there are no more. */
    private record Found(List<Event> events, @Nullable Long next) {}
}
