package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Timestamps;
import dev.synap.core.log.AsOf;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entities to list, and in which order: {@code synap.notes().list(q -> q.search("marie").tag("urgent"))}. A
 * filter that a list does not know is refused by the server, which names it.
 *
 * <p>Immutable.
 */
public final class ListQuery {

    static final ListQuery ALL = new ListQuery(Map.of());

    private final Map<String, String> parameters;

    private ListQuery(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Those that hold these words. */
    public ListQuery search(String words) {
        return with("q", words);
    }

    /** Those of this type, where the list holds several. */
    public ListQuery type(String value) {
        return with("type", value);
    }

    public ListQuery tag(String value) {
        return with("tag", value);
    }

    /** Those that this user has created. */
    public ListQuery createdBy(String userId) {
        return with("createdBy", userId);
    }

    /** Such as {@code open} or {@code done} for tasks, {@code waiting} for proposals, {@code parked} for requests. */
    public ListQuery status(String value) {
        return with("status", value);
    }

    /** Tasks of this project. */
    public ListQuery project(String projectId) {
        return with("projectId", projectId);
    }

    /** Tasks that are action items of this note. */
    public ListQuery note(String noteId) {
        return with("noteId", noteId);
    }

    /** Comments on this entity. */
    public ListQuery on(String entityId) {
        return with("on", entityId);
    }

    /** Relations that begin at this entity. */
    public ListQuery from(String entityId) {
        return with("from", entityId);
    }

    /** Relations that end at this entity. */
    public ListQuery to(String entityId) {
        return with("to", entityId);
    }

    /** Tasks that are due before this time. */
    public ListQuery dueBefore(Instant time) {
        return with("dueBefore", Timestamps.format(time));
    }

    /** Those that were changed after this time. */
    public ListQuery updatedAfter(Instant time) {
        return with("updatedAfter", Timestamps.format(time));
    }

    /** Relations of this kind. */
    public ListQuery kind(String value) {
        return with("kind", value);
    }

    /** Shares of this entity, or proposals about it. */
    public ListQuery subject(String entityId) {
        return with("subjectId", entityId);
    }

    /** Members and shares of this user. */
    public ListQuery user(String userId) {
        return with("userId", userId);
    }

    /** Proposals of this user, mostly an agent. */
    public ListQuery proposedBy(String userId) {
        return with("proposedBy", userId);
    }

    /** Only archived ones; lists leave them out unless asked. */
    public ListQuery archivedOnly() {
        return with("archived", true);
    }

    /** Archived ones too. */
    public ListQuery withArchived() {
        return with("archived", "any");
    }

    /** Only deleted ones; lists leave them out unless asked. */
    public ListQuery deletedOnly() {
        return with("deleted", true);
    }

    /** Deleted ones too. */
    public ListQuery withDeleted() {
        return with("deleted", "any");
    }

    public ListQuery sortedBy(Sort sort) {
        return with("sort", sort.text());
    }

    /** The last of the order first. */
    public ListQuery descending() {
        return with("order", "desc");
    }

    public ListQuery ascending() {
        return with("order", "asc");
    }

    /**
     * Shows at least what stood in the log up to here: another client's {@link WriteResult.Validated#position()}.
     * What this client wrote itself is shown anyway.
     */
    public ListQuery minPosition(long position) {
        if (position < 0) {
            throw new InvalidInputException("minPosition", "must be 0 or more, but is " + position);
        }
        return with("minPosition", position);
    }

    /**
     * The list as it was at a time or a position, in the order of {@code created_at}: {@code synap.notes().list(q ->
     * q.asOf(AsOf.time(then)))}. It cannot be searched.
     *
     * @throws InvalidInputException for a version, which a list has not
     */
    public ListQuery asOf(AsOf point) {
        if (point instanceof AsOf.Version) {
            throw new InvalidInputException("asOf", "must be a time or a position: a list has no version");
        }
        return with("asOf", PastWire.point(point));
    }

    /** {@link #asOf(AsOf)} with a time in ISO-8601, such as {@code 2024-12-05T23:59:59Z}. */
    public ListQuery asOf(String time) {
        return asOf(AsOf.time(Timestamps.parse("asOf", time)));
    }

    /** Any other filter, by the name that the server gives it. */
    public ListQuery with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value.toString());
        return new ListQuery(more);
    }

    private static @Nullable Long longer(@Nullable String chosen, long written) {
        long least = chosen == null ? written : Math.max(written, Long.parseLong(chosen));
        return least == 0 ? null : least;
    }

    /** Adds the filters to a request that shall show at least what this client wrote. */
    void addTo(Target target, long written) {
        parameters.forEach((name, value) -> {
            if (!name.equals("minPosition")) {
                target.with(name, value);
            }
        });
        target.with("minPosition", longer(parameters.get("minPosition"), written));
    }
}
