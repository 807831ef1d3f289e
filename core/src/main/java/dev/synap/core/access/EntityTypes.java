package dev.synap.core.access;

import java.util.Set;

/** The types of entities that the rules know by name; every other type is content like a note. */
public final class EntityTypes {

    public static final String NOTE = "note";
    public static final String TASK = "task";
    public static final String PROJECT = "project";
    public static final String RELATION = "relation";
    public static final String TAG = "tag";
    public static final String COMMENT = "comment";
    public static final String MEMBER = "member";
    public static final String SHARE = "share";
    public static final String POLICY = "policy";
    public static final String SCHEMA = "schema";
    public static final String SETTING = "setting";
    public static final String PROPOSAL = "proposal";

    /** The type of the audit log itself, as a subject of events: nobody makes, changes or removes one. */
    public static final String AUDIT = "audit";

    /** The type of webhooks, as subjects of events that say who changed one: they are kept beside the log. */
    public static final String WEBHOOK = "webhook";

    private static final Set<String> GOVERNING = Set.of(MEMBER, SHARE, POLICY, SCHEMA, SETTING);

    private EntityTypes() {}

    /** Whether entities of this type govern the workspace: members, shares, policies, schemas and settings. */
    public static boolean governs(String type) {
        return GOVERNING.contains(type);
    }
}
