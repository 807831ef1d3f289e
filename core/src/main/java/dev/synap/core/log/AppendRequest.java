package dev.synap.core.log;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events to append: all of them or none.
 *
 * @param workspaceId the log to append to
 * @param events in the order they shall stand
 * @param expectedVersions what the writer believes of subjects, before the first of these events; a
 *     subject that is not named may have any version
 */
public record AppendRequest(String workspaceId, List<NewEvent> events, Map<String, ExpectedVersion> expectedVersions) {

    public AppendRequest {
        Ids.check("workspaceId", workspaceId);
        events = List.copyOf(events);
        expectedVersions = Map.copyOf(expectedVersions);
        if (events.isEmpty()) {
            throw new InvalidInputException("events", "must hold at least one event");
        }
        Set<String> ids = HashSet.newHashSet(events.size());
        for (int i = 0; i < events.size(); i++) {
            String id = events.get(i).id();
            if (!ids.add(id)) {
                throw new InvalidInputException("events[" + i + "].id", "repeats " + id + "; an event id is used once");
            }
        }
        for (String subjectId : expectedVersions.keySet()) {
            if (events.stream().noneMatch(event -> event.subjectId().equals(subjectId))) {
                throw new InvalidInputException(
                        "expectedVersions." + subjectId, "names a subject that none of the events is about");
            }
        }
    }

    public static AppendRequest of(String workspaceId, List<NewEvent> events) {
        return new AppendRequest(workspaceId, events, Map.of());
    }

    /** One event, with what the writer believes of its subject. */
    public static AppendRequest of(String workspaceId, NewEvent event, ExpectedVersion expected) {
        return new AppendRequest(workspaceId, List.of(event), Map.of(event.subjectId(), expected));
    }
}
