package dev.synap.cli.git;

import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Where the events of one commit come from: who, when, and what {@code metadata.import} says of it. */
final class Provenance {

    static final int MAX_MESSAGE_BYTES = 8 * 1024;
    private static final int MAX_NAME_BYTES = 1024;

    private final GitCommit commit;
    private final Instant timestamp;
    private final boolean dateReplaced;
    private final String message;
    private final int metadataBytes;

    Provenance(GitCommit commit) {
        this.commit = commit;
        OffsetDateTime when = commit.committer().when();
        this.timestamp = clamp(when);
        this.dateReplaced = when == null || !timestamp.equals(when.toInstant());
        this.message = ValidText.cut(commit.message(), MAX_MESSAGE_BYTES);
        this.metadataBytes = Json.write(metadata("", null)).getBytes(StandardCharsets.UTF_8).length;
    }

    /** What the metadata of one event takes in JSON, beside its path. */
    int metadataBytes() {
        return metadataBytes;
    }

    /** Groups all events of the commit. */
    String correlationId() {
        return "git:" + commit.id();
    }

    String commitId() {
        return commit.id();
    }

    String userId() {
        return UserIds.of(commit.author().email());
    }

    /** The committer's date, or the nearest time that the log can keep. */
    Instant timestamp() {
        return timestamp;
    }

    /** Whether the commit's own date is missing, or lies outside the years 1 to 9999. */
    boolean dateReplaced() {
        return dateReplaced;
    }

    boolean messageCut() {
        return message.length() < commit.message().length();
    }

    /** A fresh tree for one event. */
    ObjectNode metadata(String path, @Nullable String reason) {
        ObjectNode metadata = Json.newObject();
        ObjectNode from = metadata.putObject("import");
        from.put("system", "git").put("commit", commit.id()).put("path", path);
        putPerson(from.putObject("author"), commit.author());
        putPerson(from.putObject("committer"), commit.committer());
        putDate(from, "authoredAt", commit.author().when());
        putDate(from, "committedAt", commit.committer().when());
        if (dateReplaced) {
            from.put("timestampReplaced", true);
        }
        from.put("message", message);
        if (messageCut()) {
            from.put("messageCut", true);
        }
        if (reason != null) {
            from.put("reason", reason);
        }
        return metadata;
    }

    private static void putPerson(ObjectNode node, GitPerson person) {
        node.put("name", ValidText.cut(person.name(), MAX_NAME_BYTES))
                .put("email", ValidText.cut(person.email(), MAX_NAME_BYTES));
    }

    /** With the offset that the person's clock had. */
    private static void putDate(ObjectNode node, String field, @Nullable OffsetDateTime when) {
        if (when != null) {
            node.put(field, when.toString());
        }
    }

    private static Instant clamp(@Nullable OffsetDateTime when) {
        if (when == null) {
            return OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();
        }
        Instant instant = when.toInstant();
        if (instant.isBefore(Timestamps.EARLIEST)) {
            return Timestamps.EARLIEST;
        }
        return instant.isAfter(Timestamps.LATEST) ? Timestamps.LATEST : instant;
    }
}
