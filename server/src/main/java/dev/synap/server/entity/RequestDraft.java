package dev.synap.server.entity;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.core.write.DerivedIds;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A wish that is about to go into the log.
 *
 * @param type the type of its event, as {@code entities.update.requested}
 * @param subjectId what it is about; null for a new entity whose id the server makes
 * @param data what is wished
 * @param fieldsIn where in the data the fields stand that the client sent, as {@code changes.}; empty for its top
 */
public record RequestDraft(
        String type,
        @Nullable String subjectId,
        String subjectType,
        ObjectNode data,
        String fieldsIn,
        Envelope envelope) {

    private static final String EVENT = "events[0].";
    private static final String EVENT_ID = "eventId";
    private static final String DATA = "data";

    /** A wish to do something with an entity. */
    public static RequestDraft entity(
            String verb, @Nullable String subjectId, String subjectType, ObjectNode data, Envelope envelope) {
        return new RequestDraft("entities." + verb + ".requested", subjectId, subjectType, data, "", envelope);
    }

    /** A wish to change fields of an entity. */
    public static RequestDraft update(String subjectId, String subjectType, ObjectNode changes, Envelope envelope) {
        ObjectNode data = changes.objectNode();
        data.set("changes", changes);
        envelope.expectedVersion().ifPresent(version -> data.put("expectedVersion", version));
        return new RequestDraft("entities.update.requested", subjectId, subjectType, data, "changes.", envelope);
    }

    /** A wish that has nothing to say but what it wants: to delete, restore, archive, complete … */
    public static RequestDraft mark(
            String verb, String subjectId, String subjectType, ObjectNode data, Envelope envelope) {
        envelope.expectedVersion().ifPresent(version -> data.put("expectedVersion", version));
        return entity(verb, subjectId, subjectType, data, envelope);
    }

    EventDraft event(Ids ids) {
        String id = envelope.eventId() == null ? ids.next("evt") : chosen(envelope.eventId());
        EventDraft draft = EventDraft.of(type)
                .id(id)
                .subjectType(subjectType)
                .data(data)
                .metadata(envelope.metadata())
                .correlation(envelope.correlationId() == null ? id : envelope.correlationId());
        if (subjectId != null) {
            draft = draft.subject(subjectId);
        } else if (envelope.eventId() == null) {
            draft = draft.subject(ids.next(subjectType));
        }
        if (envelope.causationId() != null) {
            draft = draft.causation(envelope.causationId());
        }
        return envelope.source() == null ? draft : draft.source(envelope.source());
    }

    private static String chosen(String eventId) {
        return DerivedIds.checkChosen(EVENT_ID, Ids.check(EVENT_ID, eventId));
    }

    /** A subject whose id was made just now is new, and need not be looked for. */
    Map<String, ExpectedVersion> expected(NewEvent event) {
        return subjectId == null && envelope.eventId() == null
                ? Map.of(event.subjectId(), ExpectedVersion.none())
                : Map.of();
    }

    /** The same fault, named as the client knows the field. */
    InvalidInputException asSent(InvalidInputException fault) {
        String message = String.valueOf(fault.getMessage());
        String field = fault.field().startsWith(EVENT) ? fault.field().substring(EVENT.length()) : fault.field();
        String name = switch (field) {
            case "id" -> EVENT_ID;
            case "subjectId" -> "id";
            case "subjectType" -> "type";
            case DATA -> "";
            default -> field.startsWith(DATA + ".") ? field.substring(DATA.length() + 1) : field;
        };
        String own = !fieldsIn.isEmpty() && name.startsWith(fieldsIn) ? name.substring(fieldsIn.length()) : name;
        return new InvalidInputException(own, message);
    }
}
