package dev.synap.server.assistant;

import dev.synap.core.access.EntityTypes;
import dev.synap.store.access.Users;
import dev.synap.store.projection.Filter;
import dev.synap.store.projection.ListQuery;
import dev.synap.store.projection.Lists;
import dev.synap.store.projection.Row;
import dev.synap.store.projection.Table;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The people, projects and tags of a workspace by name, as far as somebody may name them in passing. Thread-safe. */
public final class Acquaintances {

    private static final int MOST = 500;

    private final Lists lists;
    private final Users users;

    public Acquaintances(Lists lists, Users users) {
        this.lists = lists;
        this.users = users;
    }

    /** The ids of members, by name; the first 500. */
    Map<String, String> people(String workspaceId) {
        List<String> ids = rows(workspaceId, ListQuery.of(Table.MEMBERS)).stream()
                .map(row -> text(row, "userId"))
                .toList();
        Map<String, String> people = new LinkedHashMap<>();
        users.names(ids).forEach((id, name) -> people.put(name, id));
        return people;
    }

    /** The ids of projects, by title; the first 500. */
    Map<String, String> projects(String workspaceId) {
        Map<String, String> projects = new LinkedHashMap<>();
        for (Row row : rows(workspaceId, ListQuery.of(Table.PROJECTS))) {
            String title = text(row, "title");
            if (!title.isBlank()) {
                projects.putIfAbsent(title, row.id());
            }
        }
        return projects;
    }

    /** The names of tags; the first 500. */
    Set<String> tags(String workspaceId) {
        Set<String> tags = new LinkedHashSet<>();
        for (Row row : rows(workspaceId, ListQuery.of(Table.ENTITIES).where(Filter.TYPE, EntityTypes.TAG))) {
            String name = text(row, "name");
            if (!name.isBlank()) {
                tags.add(name);
            }
        }
        return tags;
    }

    private List<Row> rows(String workspaceId, ListQuery query) {
        return lists.list(workspaceId, query.limit(MOST)).rows();
    }

    private static String text(Row row, String field) {
        JsonNode value = row.state().toNode().get(field);
        return value != null && value.isString() ? value.stringValue() : "";
    }
}
