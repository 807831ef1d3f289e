package dev.synap.server.assistant;

import dev.synap.core.access.WorkspaceSetting;
import dev.synap.core.event.Event;
import dev.synap.core.log.EventLog;
import dev.synap.server.extract.Context;
import dev.synap.server.extract.Extractor;
import dev.synap.server.extract.Suggestion;
import dev.synap.server.llm.Question;
import dev.synap.server.subject.CurrentSettings;
import dev.synap.store.access.FirstAccess;
import dev.synap.store.access.User;
import dev.synap.store.access.Users;
import dev.synap.store.projection.Memberships;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people write, as the assistant may read it: where it is let in, no older than a day, not what agents write and not what was
 * imported. Of a note that is being written it reads whole lines only. Thread-safe.
 */
public final class Writings {

    private static final Duration FRESH = Duration.ofDays(1);

    /** Of one text, so that nobody's inbox is flooded by a long one. */
    private static final int MOST_AT_ONCE = 20;

    private final EventLog log;
    private final Memberships memberships;
    private final Users users;
    private final Acquaintances acquaintances;
    private final CurrentSettings settings;
    private final Extractor extractor;
    private final Clock clock;

    public Writings(
            EventLog log,
            Memberships memberships,
            Users users,
            Acquaintances acquaintances,
            CurrentSettings settings,
            Extractor extractor,
            Clock clock) {
        this.log = log;
        this.memberships = memberships;
        this.users = users;
        this.acquaintances = acquaintances;
        this.settings = settings;
        this.extractor = extractor;
        this.clock = clock;
    }

    boolean isLetIn(String workspaceId) {
        return memberships.role(workspaceId, FirstAccess.ASSISTANT).isPresent();
    }

    boolean isFresh(Event event) {
        return !event.recordedAt().isBefore(clock.instant().minus(FRESH));
    }

    /** Whether the event brings a text to read. */
    boolean isToRead(Event event) {
        return isFresh(event)
                && !event.metadata().toNode().has("import")
                && !text(event).isBlank()
                && users.find(event.userId())
                        .filter(user -> !user.isAgent())
                        .map(User::userId)
                        .isPresent();
    }

    /** What is to be read: of a text that is still being written, its whole lines. */
    static String text(Event event) {
        JsonNode content = event.data().toNode().get("content");
        String text = content != null && content.isString() ? content.stringValue() : "";
        return event.type().endsWith(".created") ? text : text.substring(0, text.lastIndexOf('\n') + 1);
    }

    /** What the writer knows beyond the text; of tags only those that are asked for, since rules know a tag by its sign. */
    private Context context(Event event, Set<String> tags) {
        String workspaceId = event.workspaceId();
        return new Context(
                zone(workspaceId, event),
                event.timestamp(),
                acquaintances.people(workspaceId),
                acquaintances.projects(workspaceId),
                tags);
    }

    /** What the model is asked about a text. */
    Question question(Event event) {
        return new Question(text(event), context(event, acquaintances.tags(event.workspaceId())));
    }

    /** What the extractor finds, as far as it is made. */
    List<Found> extracted(Event event) {
        String text = text(event);
        if (text.length() > Extractor.MAX_LENGTH) {
            return List.of();
        }
        return made(event, extractor.extract(text, context(event, Set.of())));
    }

    /** Those of which the workspace is told: sure enough, not too many, and of lines that say the same the first. */
    List<Found> made(Event event, List<Suggestion> suggestions) {
        if (suggestions.isEmpty()) {
            return List.of();
        }
        double threshold = settings.number(event.workspaceId(), WorkspaceSetting.SUGGESTION_THRESHOLD)
                .orElse(WorkspaceSetting.USUAL_THRESHOLD);
        String text = text(event);
        Set<String> requests = new HashSet<>();
        return suggestions.stream()
                .filter(suggestion -> suggestion.confidence() >= threshold)
                .limit(MOST_AT_ONCE)
                .map(suggestion ->
                        new Found(event, suggestion, suggestion.span().in(text)))
                .filter(found -> requests.add(found.requestId()))
                .filter(found -> log.get(event.workspaceId(), found.requestId()).isEmpty())
                .toList();
    }

    /** The time zone that the writer's request names; UTC where it names none. */
    private ZoneId zone(String workspaceId, Event event) {
        ObjectNode asked = event.correlationId() == null
                ? event.metadata().toNode()
                : log.get(workspaceId, event.correlationId())
                        .map(request -> request.metadata().toNode())
                        .orElseGet(() -> event.metadata().toNode());
        JsonNode name = asked.get("timeZone");
        try {
            return name != null && name.isString() ? ZoneId.of(name.stringValue()) : ZoneOffset.UTC;
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
