package dev.synap.core.write;

import dev.synap.core.access.Actor;
import dev.synap.core.access.ActorKind;
import dev.synap.core.access.EntityTypes;
import dev.synap.core.access.Policy;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one field of an entity must obey. */
@FunctionalInterface
interface FieldCheck {

    /**
     * What is wrong with a value, reading on from the field's name; empty when nothing is.
     *
     * @param value null when the field is missing, or is JSON null
     */
    Optional<String> fault(@Nullable JsonNode value, Subjects subjects);

    /** The same check, for a field that may be missing. */
    default FieldCheck optional() {
        return (value, subjects) -> value == null ? Optional.empty() : fault(value, subjects);
    }

    /** Text with something in it. */
    static FieldCheck text(int limit) {
        return ofText(
                text -> !text.isBlank() && text.length() <= limit, "must be text of 1 to " + limit + " characters");
    }

    /** Any text. */
    static FieldCheck anyText() {
        return ofText(text -> true, "must be text");
    }

    static FieldCheck oneOf(String... values) {
        return ofText(Arrays.asList(values)::contains, "must be one of " + String.join(", ", values));
    }

    /** A day such as 2024-12-20, or a time with an offset. */
    static FieldCheck dayOrTime() {
        return ofText(
                FieldCheck::isDayOrTime, "must be a day such as 2024-12-20, or a time such as 2024-12-20T10:00:00Z");
    }

    /** A list of different texts. */
    static FieldCheck tags() {
        return (value, subjects) -> {
            if (value == null || !value.isArray()) {
                return Optional.of("must be a list of different texts");
            }
            boolean texts = value.valueStream()
                    .allMatch(tag -> tag.isString() && !tag.stringValue().isBlank());
            return texts && value.valueStream().distinct().count() == value.size()
                    ? Optional.empty()
                    : Optional.of("must be a list of different texts");
        };
    }

    /** The id of an entity that is not deleted. */
    static FieldCheck entity() {
        return entity(Set.of());
    }

    /** The id of an entity of one of these types that is not deleted; of none, of any type. */
    static FieldCheck entity(Set<String> types) {
        return (value, subjects) -> {
            if (value == null || !value.isString() || !isId(value.stringValue())) {
                return Optional.of("must be the id of an entity");
            }
            Subject subject = subjects.subject(value.stringValue());
            if (!subject.isLive() || subject.type().equals(EntityTypes.PROPOSAL)) {
                return Optional.of("names no entity, or one that is deleted: " + value.stringValue());
            }
            return types.isEmpty() || types.contains(subject.type())
                    ? Optional.empty()
                    : Optional.of("must name a %s, but %s is a %s"
                            .formatted(List.copyOf(types).getFirst(), value.stringValue(), subject.type()));
        };
    }

    /** The id of something that is content: what comments and shares are about. */
    static FieldCheck content() {
        return (value, subjects) -> entity().fault(value, subjects).or(() -> {
            String type = subjects.subject(Objects.requireNonNull(value).stringValue())
                    .type();
            return EntityTypes.governs(type) || type.equals(EntityTypes.COMMENT)
                    ? Optional.of("must name content, but names a " + type)
                    : Optional.empty();
        });
    }

    static FieldCheck user() {
        return (value, subjects) -> actor(value, subjects).isPresent()
                ? Optional.empty()
                : Optional.of("must be the id of a user of this server");
    }

    /** An agent, or any. */
    static FieldCheck agent() {
        return (value, subjects) -> {
            boolean any =
                    value != null && value.isString() && value.stringValue().equals(Policy.ANY_AGENT);
            return any
                            || actor(value, subjects)
                                    .filter(a -> a.kind() == ActorKind.AGENT)
                                    .isPresent()
                    ? Optional.empty()
                    : Optional.of("must be the id of an agent, or * for all agents");
        };
    }

    /** A policy's pattern of actions. */
    static FieldCheck pattern() {
        return ofText(Policy::isPattern, "must be an action such as entities.update.note; a * may end it");
    }

    private static Optional<Actor> actor(@Nullable JsonNode value, Subjects subjects) {
        return value != null && value.isString() && isId(value.stringValue())
                ? subjects.actor(value.stringValue()).filter(actor -> actor.kind() != ActorKind.SYSTEM)
                : Optional.empty();
    }

    private static FieldCheck ofText(Predicate<String> allowed, String message) {
        return (value, subjects) -> value != null && value.isString() && allowed.test(value.stringValue())
                ? Optional.empty()
                : Optional.of(message);
    }

    private static boolean isId(String text) {
        try {
            Ids.check("id", text);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    private static boolean isDayOrTime(String text) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).getYear() >= 1;
            }
            Timestamps.parse("time", text);
            return true;
        } catch (DateTimeException | InvalidInputException e) {
            return false;
        }
    }
}
