package dev.synap.server.audit;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.history.Effect;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.store.state.StateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads events with what they changed.
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
    private final StateReader states;

    public AuditTrail(EventLog log, StateReader states) {
        this.log = log;
        this.states = states;
    }

    /**
     * A page.
     *
     * @param text what an event's type, subject, user, data or metadata must hold, in whatever case; null for any
     */
    AuditPage page(String workspaceId, EventQuery query, @Nullable String text, PageRequest request) {
        String wanted = text == null ? null : text.toLowerCase(Locale.ROOT);
        List<AuditEntry> entries = new ArrayList<>();
        PageRequest next = new PageRequest(request.after(), READ_AT_ONCE, request.direction());
        long characters = 0;
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += READ_AT_ONCE) {
            Page page = log.query(workspaceId, query, next);
            for (Event event : page.events()) {
                if (entries.size() == request.limit() || characters > MOST_CHARACTERS) {
                    return new AuditPage(entries, next.after());
                }
                next = next.after(event.position());
                if (wanted == null || holds(event, wanted)) {
                    characters += event.data().text().length();
                    entries.add(AuditEntry.of(event, effect(event)));
                }
            }
            if (page.next() == null) {
                return new AuditPage(entries, null);
            }
        }
        return new AuditPage(entries, next.after());
    }

    private Effect effect(Event event) {
        if (!Reducers.changesState(event.type())) {
            return new Effect(List.of());
        }
        AsOf before = AsOf.version(event.version() - 1);
        return Effect.of(
                states.state(event.workspaceId(), event.subjectId(), before).toNode(), event);
    }

    private static boolean holds(Event event, String text) {
        return holds(event.type(), text)
                || holds(event.subjectId(), text)
                || holds(event.userId(), text)
                || holds(event.data().text(), text)
                || holds(event.metadata().text(), text);
    }

    private static boolean holds(String where, String text) {
        return where.toLowerCase(Locale.ROOT).contains(text);
    }
}
