package dev.synap.server.proof;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of the event table, as plain JDBC reads it.
 *
 * @param data with a set key for each JSON null
 * @param sealed the times, JSON texts and hash that the chain is made of
 */
record LoggedEvent(
        String workspace,
        long position,
        String id,
        String type,
        String subjectId,
        String subjectType,
        long version,
        String userId,
        String source,
        @Nullable String correlationId,
        @Nullable String causationId,
        Map<String, @Nullable Object> data,
        Map<String, @Nullable Object> metadata,
        Sealed sealed) {

    private static final Set<String> FACT_VERBS = Set.of(
            "created",
            "updated",
            "moved",
            "deleted",
            "restored",
            "archived",
            "unarchived",
            "completed",
            "reopened",
            "tagged",
            "untagged");
    private static final Set<String> PROPOSAL_VERBS =
            Set.of("accepted", "modified", "rejected", "withdrawn", "expired", "stale");

    /** As text, as the hash chain has them. */
    record Sealed(String occurredAt, String recordedAt, String data, String metadata, String hash) {}

    boolean isRequest() {
        return ofFlow() && type.endsWith(".requested") && !metadata.containsKey("import");
    }

    /** Whether it is a phase event: requested, approved, validated, rejected or proposed. */
    boolean ofFlow() {
        return ofFlow(type);
    }

    /** Whether it changes its subject's state. */
    boolean isFact() {
        return isFact(type);
    }

    static boolean isFact(String type) {
        if (ofFlow(type) || type.indexOf('.') < 0) {
            return false;
        }
        String verb = type.substring(type.lastIndexOf('.') + 1);
        return FACT_VERBS.contains(verb)
                || verb.endsWith("_changed")
                || verb.endsWith("_updated")
                || (type.startsWith("proposal.") && PROPOSAL_VERBS.contains(verb));
    }

    private static boolean ofFlow(String type) {
        return type.startsWith("entities.") || type.startsWith("proposals.");
    }

    /** {@code entities.create} of {@code entities.create.requested}. */
    String stem() {
        return type.substring(0, type.lastIndexOf('.'));
    }

    /** {@code create} of {@code entities.create.requested}. */
    String verb() {
        String stem = stem();
        return stem.substring(stem.lastIndexOf('.') + 1);
    }

    String lastWord() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    @Nullable
    String text(String key) {
        return data.get(key) instanceof String text ? text : null;
    }

    long number(String key) {
        return data.get(key) instanceof Number number ? number.longValue() : -1;
    }

    @Override
    public String toString() {
        return "%d %s %s (%s)".formatted(position, type, subjectId, id);
    }
}
