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
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one field of an entity must obey: by itself, and then what it names. */
@FunctionalInterface
interface FieldCheck {

    /** The most that is counted: beyond, doubles skip whole numbers. */
    long MAX_COUNT = 1_000_000_000_000L;

    /**
     * What is wrong with a value whatever is in the workspace, reading on from the field's name; empty when
     * nothing is.
     *
     * @param value null when the field is missing, or is JSON null
     */
    Optional<String> formFault(@Nullable JsonNode value);

    /** What is wrong with what a value of good form names; empty when nothing is. */
    default Optional<String> nameFault(JsonNode value, Subjects subjects) {
        return Optional.empty();
    }

    /** What is wrong with a value, by itself or by what it names; empty when nothing is. */
    default Optional<String> fault(@Nullable JsonNode value, Subjects subjects) {
        return formFault(value).or(() -> value == null ? Optional.empty() : nameFault(value, subjects));
    }

    /** The same check, for a field that may be missing. */
    default FieldCheck optional() {
        return new OrMissing(this);
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

    /** Yes or no. */
    static FieldCheck flag() {
        return value -> value != null && value.isBoolean() ? Optional.empty() : Optional.of("must be true or false");
    }

    /** Yes or no, or how much. */
    static FieldCheck flagOrNumber() {
        return value -> value != null && (value.isBoolean() || value.isNumber())
                ? Optional.empty()
                : Optional.of("must be true, false or a number");
    }

    /** A part of one. */
    static FieldCheck share() {
        return value -> value != null && value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1
                ? Optional.empty()
                : Optional.of("must be a number from 0 to 1");
    }

    /** How many. */
    static FieldCheck count() {
        return value -> value != null
                        && value.isNumber()
                        && value.doubleValue() >= 0
                        && value.doubleValue() <= MAX_COUNT
                        && value.doubleValue() == Math.rint(value.doubleValue())
                ? Optional.empty()
                : Optional.of("must be a whole number from 0 to " + MAX_COUNT);
    }

    /** A day such as 2024-12-20, or a time with an offset. */
    static FieldCheck dayOrTime() {
        return ofText(
                FieldCheck::isDayOrTime, "must be a day such as 2024-12-20, or a time such as 2024-12-20T10:00:00Z");
    }

    /** A list of different texts. */
    static FieldCheck tags() {
        return value -> {
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
    static Name entity() {
        return entity(Set.of());
    }

    /** The id of an entity of one of these types that is not deleted; of none, of any type. */
    static Name entity(Set<String> types) {
        return new Name(FieldCheck::isId, "must be the id of an entity", (id, subjects) -> {
            Subject subject = subjects.subject(id);
            if (!subject.isLive() || subject.type().equals(EntityTypes.PROPOSAL)) {
                return Optional.of("names no entity, or one that is deleted: " + id);
            }
            return types.isEmpty() || types.contains(subject.type())
                    ? Optional.empty()
                    : Optional.of("must name a %s, but %s is a %s"
                            .formatted(List.copyOf(types).getFirst(), id, subject.type()));
        });
    }

    /** The id of something that is content: what comments and shares are about. */
    static FieldCheck content() {
        Name entity = entity();
        return new Name(
                entity.form(),
                entity.message(),
                (id, subjects) -> entity.lookUp().apply(id, subjects).or(() -> {
                    String type = subjects.subject(id).type();
                    return EntityTypes.governs(type) || type.equals(EntityTypes.COMMENT)
                            ? Optional.of("must name content, but names a " + type)
                            : Optional.empty();
                }));
    }

    static FieldCheck user() {
        String message = "must be the id of a user of this server";
        return new Name(
                FieldCheck::isId,
                message,
                (id, subjects) -> actor(id, subjects).isPresent() ? Optional.empty() : Optional.of(message));
    }

    /** An agent, or any. */
    static FieldCheck agent() {
        String message = "must be the id of an agent, or * for all agents";
        return new Name(id -> id.equals(Policy.ANY_AGENT) || isId(id), message, (id, subjects) -> {
            boolean agent = id.equals(Policy.ANY_AGENT)
                    || actor(id, subjects)
                            .filter(actor -> actor.kind() == ActorKind.AGENT)
                            .isPresent();
            return agent ? Optional.empty() : Optional.of(message);
        });
    }

    /** A policy's pattern of actions. */
    static FieldCheck pattern() {
        return ofText(Policy::isPattern, "must be an action such as entities.update.note; a * may end it");
    }

    private static Optional<Actor> actor(String id, Subjects subjects) {
        return subjects.actor(id).filter(actor -> actor.kind() != ActorKind.SYSTEM);
    }

    private static FieldCheck ofText(Predicate<String> allowed, String message) {
        return value -> value != null && value.isString() && allowed.test(value.stringValue())
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

    /** A check of text that names something: first of its form, then of what it names. */
    record Name(Predicate<String> form, String message, BiFunction<String, Subjects, Optional<String>> lookUp)
            implements FieldCheck {
        @Override
        public Optional<String> formFault(@Nullable JsonNode value) {
            return ofText(form, message).formFault(value);
        }

        @Override
        public Optional<String> nameFault(JsonNode value, Subjects subjects) {
            return lookUp.apply(value.stringValue(), subjects);
        }
    }

    /** The same check, for a field that may be missing. */
    record OrMissing(FieldCheck check) implements FieldCheck {
        @Override
        public Optional<String> formFault(@Nullable JsonNode value) {
            return value == null ? Optional.empty() : check.formFault(value);
        }

        @Override
        public Optional<String> nameFault(JsonNode value, Subjects subjects) {
            return check.nameFault(value, subjects);
        }
    }
}
