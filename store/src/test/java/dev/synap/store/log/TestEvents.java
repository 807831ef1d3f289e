package dev.synap.store.log;

import dev.synap.core.event.EventDraft;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.ExpectedVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Events for tests: a draft with what is missing filled in, and nothing forbidden. */
public final class TestEvents {

    private static final AtomicLong NEXT = new AtomicLong();

    private TestEvents() {}

    /** Text that no other call gives. */
    public static String unique(String prefix) {
        return prefix + "_" + Long.toString(System.nanoTime(), 36) + "_" + NEXT.incrementAndGet();
    }

    /** A draft of an event about a subject, with an id of its own. */
    public static EventDraft draft(String subjectId, String type) {
        return EventDraft.of(type).id(unique("evt")).subject(subjectId);
    }

    public static NewEvent event(String subjectId, String type) {
        return event(draft(subjectId, type));
    }

    public static NewEvent event(EventDraft draft) {
        return new NewEvent(
                draft.id() == null ? unique("evt") : draft.id(),
                String.valueOf(draft.type()),
                String.valueOf(draft.subjectId()),
                draft.subjectType(),
                json(draft.data()),
                json(draft.metadata()),
                draft.userId() == null ? "alice" : draft.userId(),
                draft.source() == null ? "test" : draft.source(),
                draft.correlationId(),
                draft.causationId(),
                draft.timestamp());
    }

    /** This many updates of a subject. */
    public static List<NewEvent> updates(String subjectId, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> event(
                        draft(subjectId, "note.updated").data(Json.newObject().put("n", n))))
                .toList();
    }

    public static AppendRequest request(String workspaceId, EventDraft... drafts) {
        return AppendRequest.of(
                workspaceId, List.of(drafts).stream().map(TestEvents::event).toList());
    }

    public static AppendRequest expecting(String workspaceId, String subjectId, long version, NewEvent... events) {
        return new AppendRequest(workspaceId, List.of(events), Map.of(subjectId, ExpectedVersion.exactly(version)));
    }

    private static JsonObject json(@Nullable ObjectNode node) {
        return node == null ? JsonObject.empty() : JsonObject.of(node);
    }
}
