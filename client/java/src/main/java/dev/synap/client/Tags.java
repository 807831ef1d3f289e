package dev.synap.client;

/**
 * The tags of a workspace. To tag an entity: {@link EntityCollection#tag}; to find what has a tag:
 * {@link ListQuery#tag}. Thread-safe.
 */
public final class Tags {

    private final Lists lists;

    Tags(Lists lists) {
        this.lists = lists;
    }

    /** The tags in use, by name. */
    public Listing<TagCount> list() {
        return lists.list("tags", query -> query, TagCount::from);
    }
}
