package dev.synap.server.proof;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Positions and versions without a gap, ids used once, time that never goes back, and the hash chain. */
final class OrderCheck {

    private OrderCheck() {}

    static void check(List<LoggedEvent> events, Broken broken) {
        Map<String, Long> versions = new HashMap<>();
        Set<String> ids = new HashSet<>();
        long position = 0;
        String hash = "0".repeat(64);
        String recordedAt = "";
        for (LoggedEvent event : events) {
            broken.unless(event.position() == ++position, "%s stands where position %d is due", event, position);
            position = event.position();
            long due = versions.getOrDefault(event.subjectId(), 0L) + 1;
            broken.unless(event.version() == due, "%s has version %d, %d is due", event, event.version(), due);
            versions.put(event.subjectId(), event.version());
            broken.unless(ids.add(event.id()), "%s is there twice", event);
            broken.unless(
                    event.sealed().recordedAt().compareTo(recordedAt) >= 0, "%s was recorded before the last", event);
            recordedAt = event.sealed().recordedAt();
            hash = hash(hash, event);
            broken.unless(event.sealed().hash().equals(hash), "%s does not match its hash", event);
            hash = event.sealed().hash();
        }
    }

    /** The hash that this event must have behind one with that hash. */
    static String hash(String previous, LoggedEvent event) {
        return PlainJson.sha256(String.join(
                        "\n",
                        previous,
                        event.workspace(),
                        Long.toString(event.position()),
                        event.id(),
                        event.type(),
                        event.subjectId(),
                        event.subjectType(),
                        Long.toString(event.version()),
                        event.userId(),
                        event.source(),
                        event.correlationId() == null ? "" : event.correlationId(),
                        event.causationId() == null ? "" : event.causationId(),
                        event.sealed().occurredAt(),
                        event.sealed().recordedAt(),
                        event.sealed().data(),
                        event.sealed().metadata())
                + "\n");
    }
}
