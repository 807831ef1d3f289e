package dev.synap.server.realtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.event.Timestamps;
import dev.synap.core.fold.Reducers;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.PageRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Says what clients are told of events. Facts are told, each in one message; requests, their outcomes and the audit
 * log are not.
 *
 * <p>Thread-safe.
 */
final class Notices {

    private static final int MAX_COMMENTS = 20_000;

    private record Subject(String workspaceId, String subjectId) {}

    private final EventLog log;
    private final Cache<Subject, String> commented =
            Caffeine.newBuilder().maximumSize(MAX_COMMENTS).build();

    private final Cache<Subject, String> proposed =
            Caffeine.newBuilder().maximumSize(MAX_COMMENTS).build();

    Notices(EventLog log) {
        this.log = log;
    }

    Notice of(Event event) {
        boolean told =
                Reducers.changesState(event.type()) && !event.subjectType().equals(EntityTypes.AUDIT);
        if (!told) {
            return new Notice(event, null);
        }
        return switch (event.subjectType()) {
            case EntityTypes.COMMENT -> comment(event);
            case EntityTypes.PROPOSAL -> proposal(event);
            default -> new Notice(event, new Message(entityName(event), body(event)));
        };
    }

    private Notice comment(Event event) {
        String on = target(event);
        Map<String, Object> body = body(event);
        if (on != null) {
            body.put("on", on);
        }
        String name = verb(event).equals("created") ? "comment:created" : entityName(event);
        return new Notice(event, new Message(name, body), on, null);
    }

    private Notice proposal(Event event) {
        String proposer = proposer(event);
        String verb = verb(event);
        Map<String, Object> body = body(event);
        body.put("proposalId", event.subjectId());
        return switch (verb) {
            case "created", "stale" -> {
                body.put("status", "waiting");
                yield new Notice(event, new Message("proposal:" + verb, body), null, proposer);
            }
            case "accepted", "modified", "rejected", "withdrawn", "expired" -> {
                body.put("status", verb);
                yield new Notice(event, new Message("proposal:decided", body), null, proposer);
            }
            default -> new Notice(event, new Message(entityName(event), body), null, proposer);
        };
    }

    private static String entityName(Event event) {
        return switch (verb(event)) {
            case "created" -> "entity:created";
            case "deleted" -> "entity:deleted";
            case "restored" -> "entity:restored";
            default -> "entity:updated";
        };
    }

    private static String verb(Event event) {
        return event.type().substring(event.type().lastIndexOf('.') + 1);
    }

    /** What a comment stands on, which its first event says and no later one changes. */
    private @Nullable String target(Event event) {
        Subject comment = new Subject(event.workspaceId(), event.subjectId());
        String known = commented.getIfPresent(comment);
        if (known != null) {
            return known;
        }
        Event first = event.version() == 1 ? event : first(comment);
        JsonNode on = first == null ? null : first.data().toNode().get("on");
        if (on == null || !on.isString()) {
            return null;
        }
        commented.put(comment, on.stringValue());
        return on.stringValue();
    }

    /** Who made a proposal: its first event is theirs. */
    private @Nullable String proposer(Event event) {
        if (event.version() == 1) {
            return event.userId();
        }
        Subject proposal = new Subject(event.workspaceId(), event.subjectId());
        String known = proposed.getIfPresent(proposal);
        if (known != null) {
            return known;
        }
        Event first = first(proposal);
        if (first == null) {
            return null;
        }
        proposed.put(proposal, first.userId());
        return first.userId();
    }

    private @Nullable Event first(Subject subject) {
        return log
                .history(subject.workspaceId, subject.subjectId, AsOf.version(1), PageRequest.first(1))
                .events()
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Object> body(Event event) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("workspaceId", event.workspaceId());
        body.put("position", event.position());
        body.put("eventId", event.id());
        body.put("eventType", event.type());
        body.put("subjectId", event.subjectId());
        body.put("subjectType", event.subjectType());
        body.put("version", event.version());
        body.put("userId", event.userId());
        body.put("timestamp", Timestamps.format(event.timestamp()));
        if (event.correlationId() != null) {
            body.put("correlationId", event.correlationId());
        }
        return body;
    }
}
