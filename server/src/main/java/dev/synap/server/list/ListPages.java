package dev.synap.server.list;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.json.JsonObject;
import dev.synap.core.json.JsonRules;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.PageRequest;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.subject.PointInHistory;
import dev.synap.store.feed.Feed;
import dev.synap.store.projection.ListQuery;
import dev.synap.store.projection.Lists;
import dev.synap.store.projection.PastLists;
import dev.synap.store.projection.Projections;
import dev.synap.store.projection.Row;
import dev.synap.store.projection.Table;
import dev.synap.store.projection.TagCount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers lists with what the caller may read, as new as they ask for.
 *
 * <p>Thread-safe.
 */
public final class ListPages {

    /** How long a list waits for a position. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Lists lists;
    private final PastLists past;
    private final Feed feed;
    private final EventLog log;

    public ListPages(Lists lists, PastLists past, Feed feed, EventLog log) {
        this.lists = lists;
        this.past = past;
        this.feed = feed;
        this.log = log;
    }

    /**
     * A page. Guests see what was shared with them, and the comments on it.
     *
     * @param minPosition what the list must show at least; null for whatever it shows
     */
    public ListReply page(WorkspaceCall call, ListQuery query, @Nullable Long minPosition) {
        long position = reach(call.workspaceId(), minPosition);
        Set<String> readable = readable(call);
        return ListReply.of(
                lists.list(call.workspaceId(), readable == null ? query : query.readable(readable)), position);
    }

    /**
     * A page of the list as it is, or as it was. What guests may see is what is shared with them now.
     *
     * @param asOf a time, or a position such as {@code 12} or {@code position:12}; null for the list as it is
     */
    public ListReply page(WorkspaceCall call, ListQuery query, @Nullable Long minPosition, @Nullable String asOf) {
        if (asOf == null) {
            return page(call, query, minPosition);
        }
        AsOf point = PointInHistory.ofLog("asOf", asOf);
        // Everything that may count must have its row, for rows say which subjects there are.
        long end = log.position(call.workspaceId());
        long position = point instanceof AsOf.Position(long wanted) ? Math.min(wanted, end) : end;
        reach(call.workspaceId(), Math.max(position, minPosition == null ? 0 : minPosition));
        Set<String> readable = readable(call);
        ListQuery wanted = readable == null ? query : query.readable(readable);
        return ListReply.of(past.list(call.workspaceId(), wanted, point), position);
    }

    /** One row by its id, as an object; whether the caller may see it is for others to check. */
    public Optional<JsonObject> one(WorkspaceCall call, String id, @Nullable Long minPosition) {
        Ids.check("id", id);
        reach(call.workspaceId(), minPosition);
        return lists.one(call.workspaceId(), id).map(ListReply::item);
    }

    /** One row of this type by its id. */
    public Optional<JsonObject> one(WorkspaceCall call, String id, String type, @Nullable Long minPosition) {
        Ids.check("id", id);
        reach(call.workspaceId(), minPosition);
        return row(call.workspaceId(), type, id)
                .filter(row -> row.type().equals(type))
                .map(ListReply::item);
    }

    /** The row that shows a request's subject, once it is done. */
    public Optional<Row> row(String workspaceId, String type, String id) {
        return lists.one(workspaceId, Table.ofType(type), id);
    }

    /** The tags in use, on what the caller may read. */
    TagReply tags(WorkspaceCall call, @Nullable String after, int limit, @Nullable Long minPosition) {
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new InvalidInputException("limit", "must be 1 to " + PageRequest.MAX_LIMIT + ", but is " + limit);
        }
        if (after != null) {
            JsonRules.checkText("after", after);
        }
        long position = reach(call.workspaceId(), minPosition);
        List<TagCount> tags = lists.tags(call.workspaceId(), readable(call), after == null ? "" : after, limit);
        return new TagReply(tags, tags.size() < limit ? null : tags.getLast().tag(), position);
    }

    /** Waits until the lists show a position, and tells which they show. */
    long reach(String workspaceId, @Nullable Long minPosition) {
        if (minPosition == null) {
            return feed.position(Projections.NAME, workspaceId);
        }
        if (minPosition < 0) {
            throw new InvalidInputException("minPosition", "must be 0 or more, but is " + minPosition);
        }
        boolean reached = feed.await(Projections.NAME, workspaceId, minPosition, PATIENCE);
        long position = feed.position(Projections.NAME, workspaceId);
        if (!reached && position < minPosition) {
            throw Problem.of(
                            ProblemType.NOT_CAUGHT_UP,
                            "the lists show position %d, and %d was asked for; wait, or ask for less"
                                    .formatted(position, minPosition))
                    .with("position", position)
                    .with("minPosition", minPosition)
                    .exception();
        }
        return Math.max(position, minPosition);
    }

    private static @Nullable Set<String> readable(WorkspaceCall call) {
        return call.isGuest() ? call.admission().shares().keySet() : null;
    }
}
