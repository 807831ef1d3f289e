package dev.synap.server.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A subject as its facts add up to, in plain maps. */
final class PlainState {

    /** Written by the server from the event itself. */
    static final Set<String> STAMPS = Set.of(
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

    private Map<String, @Nullable Object> fields = Map.of();
    private String type = "";
    private long version;
    private long position;
    private String changedAt = "";

    /** Takes in the next event of the subject; only facts change anything. */
    void add(LoggedEvent event) {
        if (type.isEmpty()) {
            type = event.subjectType();
        }
        if (!event.isFact()) {
            return;
        }
        Map<String, @Nullable Object> data = new HashMap<>(event.data());
        data.keySet().removeAll(STAMPS);
        Map<String, @Nullable Object> next = new HashMap<>(fields);
        String verb = event.lastWord();
        switch (verb) {
            case "created" -> {
                next = data;
                stamp(next, "created", event);
            }
            case "deleted" -> stamp(next, "deleted", event);
            case "archived" -> stamp(next, "archived", event);
            case "restored" -> unstamp(next, "deleted", event);
            case "unarchived" -> unstamp(next, "archived", event);
            case "tagged", "untagged" -> {
                next.put("tags", tags(event.data().get("tag"), verb.equals("tagged")));
                stamp(next, "updated", event);
            }
            default -> {
                next = merge(next, data);
                stamp(next, "updated", event);
                mark(next, event);
            }
        }
        next.put("id", event.subjectId());
        fields = next;
        version = event.version();
        position = event.position();
        changedAt = event.sealed().occurredAt();
    }

    /** All fields, stamps and id among them. */
    Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** What people wrote: the fields without stamps, ordered. */
    Map<String, @Nullable Object> content() {
        Map<String, @Nullable Object> content = new TreeMap<>(fields);
        content.keySet().removeAll(STAMPS);
        content.remove("id");
        return content;
    }

    boolean exists() {
        return version > 0;
    }

    boolean has(String stamp) {
        return fields.get(stamp) != null;
    }

    String type() {
        return type;
    }

    /** That of the last fact. */
    long version() {
        return version;
    }

    /** That of the last fact. */
    long position() {
        return position;
    }

    /** When the last fact happened. */
    String changedAt() {
        return changedAt;
    }

    /** JSON Merge Patch. */
    static Map<String, @Nullable Object> merge(
            Map<String, @Nullable Object> target, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> merged = new HashMap<>(target);
        for (String key : patch.keySet()) {
            Object value = patch.get(key);
            if (value == null) {
                merged.remove(key);
            } else if (value instanceof Map<?, ?>) {
                merged.put(key, merge(PlainJson.object(target, key), PlainJson.object(patch, key)));
            } else {
                merged.put(key, value);
            }
        }
        return merged;
    }

    private List<Object> tags(@Nullable Object tag, boolean adds) {
        List<Object> tags = new ArrayList<>();
        if (fields.get("tags") instanceof List<?> before) {
            tags.addAll(before);
        }
        tags.remove(tag);
        if (adds && tag != null) {
            tags.add(tag);
        }
        return tags;
    }

    /** The status that a fact carries in its name. */
    private static void mark(Map<String, @Nullable Object> next, LoggedEvent event) {
        String verb = event.lastWord();
        switch (verb) {
            case "completed" -> {
                next.put("status", "done");
                stamp(next, "completed", event);
            }
            case "reopened" -> {
                next.put("status", "open");
                next.remove("completedAt");
                next.remove("completedBy");
            }
            case "stale" -> next.put("status", "waiting");
            case "accepted", "modified", "rejected", "withdrawn", "expired" -> next.put("status", verb);
            default -> {}
        }
    }

    private static void stamp(Map<String, @Nullable Object> next, String what, LoggedEvent event) {
        next.put(what + "At", event.sealed().occurredAt());
        next.put(what + "By", event.userId());
    }

    private static void unstamp(Map<String, @Nullable Object> next, String what, LoggedEvent event) {
        next.remove(what + "At");
        next.remove(what + "By");
        stamp(next, "updated", event);
    }
}
