package dev.synap.core.fold;

import java.util.Set;

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

    /**
     * Who did what and when: taken from the event, which has it from the credential and the clock. Data
     * that names them is kept in the event but changes no state, so that nobody can sign for another.
     */
    public static final Set<String> FROM_EVENT = Set.of(
            CREATED_AT,
            CREATED_BY,
            UPDATED_AT,
            UPDATED_BY,
            DELETED_AT,
            DELETED_BY,
            ARCHIVED_AT,
            ARCHIVED_BY,
            COMPLETED_AT,
            COMPLETED_BY);

    private Fields() {}
}
