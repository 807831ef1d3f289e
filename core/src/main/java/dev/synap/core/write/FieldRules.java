package dev.synap.core.write;

import static dev.synap.core.access.EntityTypes.COMMENT;
import static dev.synap.core.access.EntityTypes.MEMBER;
import static dev.synap.core.access.EntityTypes.NOTE;
import static dev.synap.core.access.EntityTypes.POLICY;
import static dev.synap.core.access.EntityTypes.PROJECT;
import static dev.synap.core.access.EntityTypes.RELATION;
import static dev.synap.core.access.EntityTypes.SCHEMA;
import static dev.synap.core.access.EntityTypes.SETTING;
import static dev.synap.core.access.EntityTypes.SHARE;
import static dev.synap.core.access.EntityTypes.TAG;
import static dev.synap.core.access.EntityTypes.TASK;

import dev.synap.core.access.WorkspaceSetting;
import dev.synap.core.fold.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields that each built-in type must have, and what they may hold. Other fields are free. */
final class FieldRules {

    private static final int TITLE = 1_000;
    private static final FieldCheck NAME = FieldCheck.text(TITLE);

    private static final Map<String, FieldCheck> OF_ANY =
            Map.of(Fields.TAGS, FieldCheck.tags().optional());

    private static final Map<String, Map<String, FieldCheck>> BY_TYPE = Map.ofEntries(
            Map.entry(
                    NOTE,
                    Map.of(
                            "title", FieldCheck.anyText().optional(),
                            "content", FieldCheck.anyText().optional(),
                            "projectId", FieldCheck.entity(Set.of(PROJECT)).optional())),
            Map.entry(
                    TASK,
                    Map.of(
                            "title", NAME,
                            "status", FieldCheck.text(100).optional(),
                            "dueDate", FieldCheck.dayOrTime().optional(),
                            "noteId", FieldCheck.entity(Set.of(NOTE)).optional(),
                            "projectId", FieldCheck.entity(Set.of(PROJECT)).optional())),
            Map.entry(
                    PROJECT,
                    Map.of(
                            "title", NAME.optional(),
                            "name", NAME.optional(),
                            "status", FieldCheck.text(100).optional())),
            Map.entry(
                    RELATION,
                    Map.of("from", FieldCheck.entity(), "to", FieldCheck.entity(), "kind", FieldCheck.text(100))),
            Map.entry(TAG, Map.of("name", FieldCheck.text(100))),
            Map.entry(COMMENT, Map.of("on", FieldCheck.content(), "text", FieldCheck.text(100_000))),
            Map.entry(
                    MEMBER,
                    Map.of(
                            "userId", FieldCheck.user(),
                            "role", FieldCheck.oneOf("admin", "editor", "commenter", "viewer"))),
            Map.entry(
                    SHARE,
                    Map.of(
                            "subjectId", FieldCheck.content(),
                            "userId", FieldCheck.user(),
                            "level", FieldCheck.oneOf("view", "comment", "edit"))),
            Map.entry(
                    POLICY,
                    Map.of(
                            "agentId", FieldCheck.agent(),
                            "pattern", FieldCheck.pattern(),
                            "effect", FieldCheck.oneOf("auto_approve", "require_review", "deny"))),
            Map.entry(SCHEMA, Map.of("type", FieldCheck.text(64))),
            Map.entry(
                    SETTING,
                    Map.of(
                            "name",
                            FieldCheck.oneOf(WorkspaceSetting.names().toArray(String[]::new)),
                            "value",
                            FieldCheck.flagOrNumber())));

    private static final Map<WorkspaceSetting.Kind, FieldCheck> SETTING_VALUES = Map.of(
            WorkspaceSetting.Kind.FLAG, FieldCheck.flag(),
            WorkspaceSetting.Kind.SHARE, FieldCheck.share(),
            WorkspaceSetting.Kind.COUNT, FieldCheck.count());

    /** What an entity is about, and its id may follow from: it stays as it was made. */
    private static final Map<String, Set<String>> FIXED = Map.of(
            RELATION, Set.of("from", "to"),
            COMMENT, Set.of("on"),
            MEMBER, Set.of("userId"),
            SHARE, Set.of("subjectId", "userId"),
            POLICY, Set.of("agentId", "pattern"),
            SCHEMA, Set.of("type"),
            SETTING, Set.of("name"));

    private FieldRules() {}

    /** The faults of a new entity. */
    static List<Fault> ofNew(String type, ObjectNode fields, Subjects subjects) {
        return ofNew(type, fields, (check, value) -> check.fault(value, subjects));
    }

    /** Those that a new entity has whatever is in the workspace. */
    static List<Fault> formOfNew(String type, ObjectNode fields) {
        return ofNew(type, fields, FieldCheck::formFault);
    }

    /**
     * The faults of a change. Fields that it does not touch are not looked at: an entity that came before a rule
     * can still be changed elsewhere.
     */
    static List<Fault> ofChange(
            String type, ObjectNode before, ObjectNode changes, ObjectNode after, Subjects subjects) {
        List<Fault> faults = notToChange(changes);
        Set<String> touched = new TreeSet<>(changes.propertyNames());
        for (String fixed : fixed(type)) {
            if (touched.remove(fixed) && !sameValue(before.get(fixed), after.get(fixed))) {
                faults.add(new Fault(fixed, "can't be changed: make another %s instead".formatted(type)));
            }
        }
        faults.addAll(check(type, after, touched, (check, value) -> check.fault(value, subjects)));
        return faults;
    }

    /** Those that a change has whatever is in the workspace, and whatever it changes. */
    static List<Fault> formOfChange(String type, ObjectNode changes) {
        List<Fault> faults = notToChange(changes);
        Set<String> touched = new TreeSet<>(changes.propertyNames());
        touched.removeAll(fixed(type));
        faults.addAll(check(type, changes, touched, FieldCheck::formFault));
        return faults;
    }

    private static List<Fault> ofNew(String type, ObjectNode fields, Look look) {
        Set<String> looked = new TreeSet<>(fields.propertyNames());
        looked.addAll(checks(type, fields).keySet());
        List<Fault> faults = writtenByServer(fields);
        faults.addAll(check(type, fields, looked, look));
        return faults;
    }

    private static List<Fault> check(String type, ObjectNode fields, Set<String> looked, Look look) {
        List<Fault> faults = new ArrayList<>();
        Map<String, FieldCheck> ofType = checks(type, fields);
        for (String name : looked) {
            FieldCheck check = ofType.getOrDefault(name, OF_ANY.get(name));
            if (check != null) {
                look.fault(check, present(fields.get(name))).ifPresent(message -> faults.add(new Fault(name, message)));
            }
        }
        return faults;
    }

    private static List<Fault> notToChange(ObjectNode changes) {
        List<Fault> faults = writtenByServer(changes);
        if (changes.has(Fields.ID)) {
            faults.add(new Fault(Fields.ID, "can't be changed; leave it out"));
        }
        return faults;
    }

    private static List<Fault> writtenByServer(ObjectNode fields) {
        List<Fault> faults = new ArrayList<>();
        for (String name : new TreeSet<>(Fields.FROM_EVENT)) {
            if (fields.has(name)) {
                faults.add(new Fault(name, "is written by the server; leave it out"));
            }
        }
        return faults;
    }

    /** What a setting's value may be depends on which setting it is, where the fields say so. */
    private static Map<String, FieldCheck> checks(String type, ObjectNode fields) {
        Map<String, FieldCheck> checks = BY_TYPE.getOrDefault(type, Map.of());
        FieldCheck value = type.equals(SETTING)
                ? WorkspaceSetting.named(fields.path("name").asString(""))
                        .map(setting -> SETTING_VALUES.get(setting.kind()))
                        .orElse(null)
                : null;
        if (value == null) {
            return checks;
        }
        Map<String, FieldCheck> exact = new HashMap<>(checks);
        exact.put("value", value);
        return exact;
    }

    private static Set<String> fixed(String type) {
        return FIXED.getOrDefault(type, Set.of());
    }

    private static @Nullable JsonNode present(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }

    private static boolean sameValue(@Nullable JsonNode a, @Nullable JsonNode b) {
        return a == null ? b == null : a.equals(b);
    }

    /** How closely a check looks. */
    private interface Look {
        Optional<String> fault(FieldCheck check, @Nullable JsonNode value);
    }
}
