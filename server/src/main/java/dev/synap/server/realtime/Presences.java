package dev.synap.server.realtime;

import dev.synap.store.access.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who of a workspace's clients on this node looks at what, or edits it.
 *
 * <p>Thread-safe.
 */
final class Presences {

    static final int MAX_SUBJECTS_OF_A_SEAT = 20;

    private static final String EDITING = "editing";

    private final Map<String, Map<Seat, String>> bySubject = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    /** Notes what a client does at a subject; false when it is at too many. */
    synchronized boolean set(Seat seat, String subjectId, String state) {
        Map<Seat, String> there = bySubject.getOrDefault(subjectId, Map.of());
        if (!there.containsKey(seat) && count(seat) >= MAX_SUBJECTS_OF_A_SEAT) {
            return false;
        }
        String before =
                bySubject.computeIfAbsent(subjectId, _ -> new LinkedHashMap<>()).put(seat, state);
        if (!state.equals(before)) {
            changed.add(subjectId);
        }
        return true;
    }

    /** Notes that a client is no longer at a subject. */
    synchronized void clear(Seat seat, String subjectId) {
        Map<Seat, String> there = bySubject.get(subjectId);
        if (there != null && there.remove(seat) != null) {
            changed.add(subjectId);
            if (there.isEmpty()) {
                bySubject.remove(subjectId);
            }
        }
    }

    /** Forgets a client. */
    synchronized void leave(Seat seat) {
        List.copyOf(bySubject.keySet()).forEach(subjectId -> clear(seat, subjectId));
    }

    /** The subjects at which somebody has come, gone, or does something else, since this was asked last. */
    synchronized List<String> takeChanged() {
        List<String> taken = List.copyOf(changed);
        changed.clear();
        return taken;
    }

    /** The subjects that somebody is at. */
    synchronized Set<String> subjects() {
        return Set.copyOf(bySubject.keySet());
    }

    /** Who is at a subject: each user once, editing where one of their clients does. */
    synchronized Message message(String workspaceId, String subjectId) {
        Map<String, Map<String, Object>> users = new TreeMap<>();
        bySubject.getOrDefault(subjectId, Map.of()).forEach((seat, state) -> {
            User user = seat.visitor().caller().user();
            Map<String, Object> known = users.get(user.userId());
            if (known == null || state.equals(EDITING)) {
                users.put(user.userId(), Map.of("userId", user.userId(), "name", user.name(), "state", state));
            }
        });
        return new Message(
                "presence:changed",
                Map.of("workspaceId", workspaceId, "subjectId", subjectId, "users", new ArrayList<>(users.values())));
    }

    private long count(Seat seat) {
        return bySubject.values().stream()
                .filter(there -> there.containsKey(seat))
                .count();
    }
}
