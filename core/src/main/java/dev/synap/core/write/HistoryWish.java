package dev.synap.core.write;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.undo.UndoPolicy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request wants of a subject's past. */
sealed interface HistoryWish {

    int MAX_COUNT = 1_000;

    /** The wish in one word, as it stands in the request's type. */
    String verb();

    /** What to do with what somebody wrote later. */
    default UndoPolicy policy() {
        return UndoPolicy.KEEP_LATER;
    }

    /**
     * Take changes back.
     *
     * @param count how many of the newest, where no changes are named
     * @param by whose; null for anybody's
     * @param changes the very ones to take back; may be empty
     */
    record Undo(int count, @Nullable String by, Set<String> changes, UndoPolicy policy) implements HistoryWish {
        @Override
        public String verb() {
            return "undo";
        }
    }

    /** Take back all that came after an event. */
    record UndoTo(String eventId) implements HistoryWish {
        @Override
        public String verb() {
            return "undo_to";
        }
    }

    /** Take the newest undos back. */
    record Redo(int count, @Nullable String by, UndoPolicy policy) implements HistoryWish {
        @Override
        public String verb() {
            return "redo";
        }
    }

    /** Bring a subject back: as it was at a version or after an event, or, with neither, as it was when deleted. */
    record Restore(long version, @Nullable String eventId) implements HistoryWish {
        @Override
        public String verb() {
            return "restore";
        }

        boolean isOfDeleted() {
            return version == 0 && eventId == null;
        }
    }

    /**
     * Reads a wish.
     *
     * @param userId who asks: {@code me}
     * @throws InvalidInputException naming the first field that makes no sense
     */
    static HistoryWish parse(String verb, String userId, ObjectNode data) {
        return switch (verb) {
            case "undo" -> {
                Set<String> changes = changes(data);
                if (!changes.isEmpty() && (data.has("count") || data.has("by"))) {
                    throw new InvalidInputException("changes", "name what to undo; leave count and by out");
                }
                yield new Undo(count(data), by(data, userId), changes, policy(data));
            }
            case "undo_to" -> {
                String eventId = id(data, "to");
                if (eventId == null) {
                    throw new InvalidInputException("to", "is required: the last event that shall stay in force");
                }
                yield new UndoTo(eventId);
            }
            case "redo" -> new Redo(count(data), by(data, userId), policy(data));
            case "restore" -> {
                Restore restore = new Restore(version(data), id(data, "to"));
                if (restore.version() > 0 && restore.eventId() != null) {
                    throw new InvalidInputException("to", "and version name two points in history; send one");
                }
                yield restore;
            }
            default -> throw new InvalidInputException("type", "asks for " + verb + ", which history cannot do");
        };
    }

    private static int count(ObjectNode data) {
        JsonNode count = data.get("count");
        if (count == null) {
            return 1;
        }
        if (!count.isIntegralNumber()
                || !count.canConvertToInt()
                || count.intValue() < 1
                || count.intValue() > MAX_COUNT) {
            throw new InvalidInputException("count", "must be a whole number from 1 to " + MAX_COUNT);
        }
        return count.intValue();
    }

    private static long version(ObjectNode data) {
        JsonNode version = data.get("version");
        if (version == null) {
            return 0;
        }
        if (!version.isIntegralNumber() || !version.canConvertToLong() || version.longValue() < 1) {
            throw new InvalidInputException("version", "must be a whole number from 1");
        }
        return version.longValue();
    }

    private static @Nullable String by(ObjectNode data, String userId) {
        String by = id(data, "by");
        return "me".equals(by) ? userId : by;
    }

    private static UndoPolicy policy(ObjectNode data) {
        JsonNode policy = data.get("policy");
        if (policy == null) {
            return UndoPolicy.KEEP_LATER;
        }
        return UndoPolicy.named(policy.asString(""))
                .orElseThrow(() -> new InvalidInputException("policy", "must be keep_later, fail or force"));
    }

    private static @Nullable String id(ObjectNode data, String name) {
        JsonNode id = data.get(name);
        if (id == null) {
            return null;
        }
        if (!id.isString()) {
            throw new InvalidInputException(name, "must be a string");
        }
        return Ids.check(name, id.stringValue());
    }

    private static Set<String> changes(ObjectNode data) {
        JsonNode changes = data.get("changes");
        Set<String> ids = new LinkedHashSet<>();
        if (changes == null) {
            return ids;
        }
        if (!changes.isArray() || changes.isEmpty() || changes.size() > MAX_COUNT) {
            throw new InvalidInputException("changes", "must be a list of 1 to %d ids of changes".formatted(MAX_COUNT));
        }
        for (JsonNode change : changes) {
            if (!change.isString()) {
                throw new InvalidInputException("changes", "must be ids of changes");
            }
            ids.add(Ids.check("changes", change.stringValue()));
        }
        return ids;
    }
}
