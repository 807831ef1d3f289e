package dev.synap.core.fold;

/** The fields that reducers write by themselves, beside what the events' data gives. */
public final class Fields {

    public static final String ID = "id";
    public static final String CREATED_AT = "createdAt";
    public static final String CREATED_BY = "createdBy";
    public static final String UPDATED_AT = "updatedAt";
    public static final String UPDATED_BY = "updatedBy";
    public static final String DELETED_AT = "deletedAt";
    public static final String DELETED_BY = "deletedBy";
    public static final String ARCHIVED_AT = "archivedAt";
    public static final String ARCHIVED_BY = "archivedBy";
    public static final String COMPLETED_AT = "completedAt";
    public static final String COMPLETED_BY = "completedBy";
    public static final String STATUS = "status";
    public static final String TAGS = "tags";

    private Fields() {}
}
