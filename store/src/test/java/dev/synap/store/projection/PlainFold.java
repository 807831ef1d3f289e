package dev.synap.store.projection;

import dev.synap.core.event.Event;
import dev.synap.core.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a log adds up to, worked out anew in plain maps: it shares no code with the fold, nor with the
 * projections.
 */
final class PlainFold {

    private static final List<String> STAMPS = List.of(
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy",
            "deletedAt",
            "deletedBy",
            "archivedAt",
            "archivedBy",
            "completedAt",
            "completedBy");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** A subject that has at least one fact. */
    static final class Subject {
        final String id;
        final String type;
        final Instant firstSeen;
        Map<String, Object> state = new HashMap<>();
        long version;
        long position;

        Subject(Event first) {
            id = first.subjectId();
            type = first.subjectType();
            firstSeen = first.recordedAt();
        }
    }

    private final Map<String, Subject> subjects = new LinkedHashMap<>();

    static Map<String, Subject> of(List<Event> events) {
        PlainFold fold = new PlainFold();
        events.forEach(fold::add);
        fold.subjects.values().removeIf(subject -> subject.version == 0);
        return fold.subjects;
    }

    private void add(Event event) {
        Subject subject = subjects.computeIfAbsent(event.subjectId(), id -> new Subject(event));
        String verb = event.type().substring(event.type().indexOf('.') + 1);
        Map<String, Object> data = map(event.data().text());
        STAMPS.forEach(data::remove);
        Map<String, Object> state = subject.state;
        switch (verb) {
            case "created" -> {
                state.clear();
                state.putAll(data);
                state.put("id", subject.id);
                stamp(state, "created", event);
            }
            case "updated", "title_changed", "content_updated" -> {
                merge(state, data);
                state.put("id", subject.id);
                stamp(state, "updated", event);
            }
            case "deleted", "archived" -> stamp(state, verb, event);
            case "restored" -> {
                state.remove("deletedAt");
                state.remove("deletedBy");
                stamp(state, "updated", event);
            }
            case "completed" -> {
                merge(state, data);
                state.put("id", subject.id);
                state.put("status", "done");
                stamp(state, "updated", event);
                stamp(state, "completed", event);
            }
            case "tagged" -> {
                List<Object> tags = tagsWithout(state, data);
                if (data.get("tag") != null) {
                    tags.add(data.get("tag"));
                }
                state.put("tags", tags);
                stamp(state, "updated", event);
            }
            case "untagged" -> {
                state.put("tags", tagsWithout(state, data));
                stamp(state, "updated", event);
            }
            default -> {
                return;
            }
        }
        subject.version = event.version();
        subject.position = event.position();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(String json) {
        return Json.mapper().readValue(json, LinkedHashMap.class);
    }

    private static List<Object> tagsWithout(Map<String, Object> state, Map<String, Object> data) {
        List<Object> kept = new ArrayList<>();
        if (state.get("tags") instanceof List<?> tags) {
            tags.stream()
                    .filter(each -> !data.containsKey("tag") || !Objects.equals(each, data.get("tag")))
                    .forEach(kept::add);
        }
        return kept;
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> target, Map<String, Object> patch) {
        patch.forEach((name, value) -> {
            if (value == null) {
                target.remove(name);
            } else if (value instanceof Map<?, ?> nested) {
                Map<String, Object> inner = new HashMap<>();
                if (target.get(name) instanceof Map<?, ?> before) {
                    inner.putAll((Map<String, Object>) before);
                }
                merge(inner, (Map<String, Object>) nested);
                target.put(name, inner);
            } else {
                target.put(name, value);
            }
        });
    }

    private static void stamp(Map<String, Object> state, String verb, Event event) {
        state.put(verb + "At", TIME.format(event.timestamp()));
        state.put(verb + "By", event.userId());
    }
}
