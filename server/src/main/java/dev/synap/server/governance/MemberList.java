package dev.synap.server.governance;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.access.Role;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.write.DerivedIds;
import dev.synap.server.list.ListPages;
import dev.synap.server.list.ListReply;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Users;
import dev.synap.store.access.Workspace;
import dev.synap.store.projection.Filter;
import dev.synap.store.projection.ListQuery;
import dev.synap.store.projection.Marked;
import dev.synap.store.projection.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of members, whose first item is the owner: that membership comes with the workspace, so it has no
 * row, no version and no history.
 *
 * <p>Thread-safe.
 */
final class MemberList {

    /** Where the list goes on when the owner filled a page; no cursor of rows is like it. */
    private static final String BEHIND_OWNER = "owner";

    private final ListPages pages;
    private final Users users;

    MemberList(ListPages pages, Users users) {
        this.pages = pages;
        this.users = users;
    }

    ListReply page(WorkspaceCall call, ListQuery query, @Nullable Long minPosition) {
        ListReply memberships = memberships(call, query, minPosition);
        Map<String, String> names =
                users.names(memberships.items().stream().map(MemberList::userId).toList());
        List<JsonObject> items = memberships.items().stream()
                .map(item -> named(item, names.get(userId(item))))
                .toList();
        return new ListReply(items, memberships.next(), memberships.position());
    }

    private static String userId(JsonObject item) {
        return item.toNode().path("userId").asString("");
    }

    private static JsonObject named(JsonObject item, @Nullable String name) {
        return name == null ? item : JsonObject.of(item.toNode().put("name", name));
    }

    private ListReply memberships(WorkspaceCall call, ListQuery query, @Nullable Long minPosition) {
        if (BEHIND_OWNER.equals(query.after())) {
            return pages.page(call, query.after(null), minPosition);
        }
        if (query.after() != null || !showsOwner(call.workspace(), query)) {
            return pages.page(call, query, minPosition);
        }
        boolean fills = query.limit() == 1;
        ListReply rows = pages.page(call, fills ? query : query.limit(query.limit() - 1), minPosition);
        List<JsonObject> items = new ArrayList<>();
        items.add(owner(call.workspace()));
        if (fills) {
            return new ListReply(items, rows.items().isEmpty() ? null : BEHIND_OWNER, rows.position());
        }
        items.addAll(rows.items());
        return new ListReply(items, rows.next(), rows.position());
    }

    private static boolean showsOwner(Workspace workspace, ListQuery query) {
        return query.deleted() != Marked.ONLY
                && query.archived() != Marked.ONLY
                && query.filters().entrySet().stream()
                        .allMatch(each -> fits(workspace, each.getKey(), each.getValue()));
    }

    /** The owner has a user id and a role, and nothing else to go by. */
    private static boolean fits(Workspace workspace, Filter filter, String value) {
        if (filter == Filter.USER_ID) {
            return value.equals(workspace.ownerId());
        }
        return filter == Filter.ROLE && value.equals(Role.OWNER.text());
    }

    private static JsonObject owner(Workspace workspace) {
        JsonObject fields = JsonObject.of(Json.newObject()
                .put("userId", workspace.ownerId())
                .put("role", Role.OWNER.text())
                .put("createdAt", Timestamps.format(workspace.createdAt())));
        return ListReply.item(new Row(DerivedIds.member(workspace.ownerId()), EntityTypes.MEMBER, 0, 0, fields));
    }
}
