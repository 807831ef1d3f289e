package dev.synap.server.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The facts of each validated request do what it asked for, once and no more: the state before its approval, with
 * the wish applied to it in plain maps, is the state at its validation. Nothing else changes any state.
 */
final class EffectCheck {

    private final WriteHistory history;
    private final Broken broken;
    private final Map<String, PlainState> states = new HashMap<>();
    private final Map<String, Map<String, @Nullable Object>> expected = new HashMap<>();

    private EffectCheck(WriteHistory history, Broken broken) {
        this.history = history;
        this.broken = broken;
    }

    static void check(WriteHistory history, Broken broken) {
        EffectCheck check = new EffectCheck(history, broken);
        history.events().forEach(check::add);
    }

    private void add(LoggedEvent event) {
        if (event.type().startsWith("entities.") && event.lastWord().equals("approved")) {
            LoggedEvent request = history.byId().get(String.valueOf(event.text("requestId")));
            if (request != null) {
                checkVersion(request, event);
                expected.put(request.id(), wished(request, event, state(request.subjectId())));
            }
        }
        state(event.subjectId()).add(event);
        if (event.type().startsWith("entities.") && event.lastWord().equals("validated")) {
            Map<String, @Nullable Object> due = expected.get(String.valueOf(event.text("requestId")));
            Map<String, @Nullable Object> found = seen(state(event.subjectId()));
            broken.unless(due == null || due.equals(found), "%s left %s, and %s was asked for", event, found, due);
        }
    }

    private void checkVersion(LoggedEvent request, LoggedEvent approved) {
        boolean decided = !request.id().equals(approved.causationId());
        long version = decided ? -1 : request.number("expectedVersion");
        long found = state(request.subjectId()).version();
        broken.unless(
                version < 0 || found <= version,
                "%s was approved though version %d was expected and %d is there",
                approved,
                version,
                found);
    }

    private Map<String, @Nullable Object> wished(LoggedEvent request, LoggedEvent approved, PlainState before) {
        Map<String, @Nullable Object> asked = asked(request, approved);
        Map<String, @Nullable Object> after = seen(before);
        switch (request.verb()) {
            case "create" -> {
                after = new TreeMap<>(asked);
                after.remove("id");
                if (!request.subjectType().equals("schema")) {
                    after.remove("type");
                }
                if (request.subjectType().equals("policy")) {
                    after.putIfAbsent("agentId", "*");
                }
            }
            case "update" -> {
                after = new TreeMap<>(PlainState.merge(before.content(), PlainJson.object(asked, "changes")));
                marks(before, after);
            }
            case "tag", "untag" ->
                after.put("tags", tags(before, asked.get("tag"), request.verb().equals("tag")));
            case "delete" -> after.put("(deleted)", true);
            case "restore" -> after.remove("(deleted)");
            case "archive" -> after.put("(archived)", true);
            case "unarchive" -> after.remove("(archived)");
            case "complete" -> after.put("status", "done");
            case "reopen" -> {
                if (before.has("completedAt")) {
                    after.put("status", "open");
                }
            }
            default -> after.put("(unknown verb)", request.verb());
        }
        if (after.get("tags") instanceof List<?> none && none.isEmpty()) {
            after.remove("tags");
        }
        return after;
    }

    /** The request's data, or what a reviewer put in its place. */
    private Map<String, @Nullable Object> asked(LoggedEvent request, LoggedEvent approved) {
        LoggedEvent cause = history.byId().get(String.valueOf(approved.causationId()));
        if (!Boolean.TRUE.equals(approved.data().get("modified")) || cause == null) {
            return request.data();
        }
        LoggedEvent decision = history.byId().get(String.valueOf(cause.text("requestId")));
        return decision == null ? Map.of() : PlainJson.object(decision.data(), "content");
    }

    /** What can be compared: what people wrote, and whether the subject is deleted or archived. */
    private static Map<String, @Nullable Object> seen(PlainState state) {
        Map<String, @Nullable Object> seen = state.content();
        marks(state, seen);
        if (seen.get("tags") instanceof List<?> none && none.isEmpty()) {
            seen.remove("tags");
        }
        return seen;
    }

    private static void marks(PlainState state, Map<String, @Nullable Object> seen) {
        if (state.has("deletedAt")) {
            seen.put("(deleted)", true);
        }
        if (state.has("archivedAt")) {
            seen.put("(archived)", true);
        }
    }

    private static List<Object> tags(PlainState before, @Nullable Object tag, boolean adds) {
        List<Object> tags = new ArrayList<>();
        if (before.fields().get("tags") instanceof List<?> list) {
            tags.addAll(list);
        }
        if (adds && !tags.contains(tag)) {
            tags.add(tag);
        } else if (!adds) {
            tags.remove(tag);
        }
        return tags;
    }

    private PlainState state(String subjectId) {
        return states.computeIfAbsent(subjectId, id -> new PlainState());
    }
}
