package dev.synap.core.write;

import static dev.synap.core.access.EntityTypes.SCHEMA;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.fold.Fields;
import dev.synap.core.fold.MergePatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a command can be carried out on what is there, whoever wants it. */
final class EntityRules {

    private static final Set<String> VERBS_OF_GOVERNING = Set.of("create", "update", "delete", "restore");
    private static final Set<String> NEVER_DONE =
            Set.of(EntityTypes.NOTE, EntityTypes.RELATION, EntityTypes.TAG, EntityTypes.COMMENT);

    private final Schemas schemas;

    EntityRules(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Why it can't be carried out; empty when it can. */
    Optional<Refusal> check(Command command, Subjects subjects) {
        Subject subject = subjects.subject(command.subjectId());
        return verb(command)
                .or(() -> existence(command, subject))
                .or(() -> version(command, subject))
                .or(() -> switch (command) {
                    case Command.Create create -> created(create, subjects);
                    case Command.Update update -> changed(update, subject, subjects);
                    case Command.Mark mark -> completed(mark, subject, subjects);
                    case Command.Tag tag -> Optional.empty();
                });
    }

    /**
     * What keeps it from being carried out whatever is in the workspace; what this finds, {@link #check} refuses.
     * Whether a schema is one is not looked at: that takes long.
     */
    static List<Fault> formFaults(Command command) {
        List<Fault> faults = new ArrayList<>(verbFault(command).stream().toList());
        faults.addAll(
                switch (command) {
                    case Command.Create create -> {
                        List<Fault> ofFields = FieldRules.formOfNew(create.type(), create.fields());
                        idFault(create).ifPresent(ofFields::add);
                        yield ofFields;
                    }
                    case Command.Update update -> FieldRules.formOfChange(update.type(), update.changes());
                    case Command.Mark mark -> List.of();
                    case Command.Tag tag -> List.of();
                });
        return faults;
    }

    private static Optional<Refusal> verb(Command command) {
        return verbFault(command).map(fault -> Refusal.invalid(List.of(fault)));
    }

    private static Optional<Fault> verbFault(Command command) {
        String type = command.type();
        boolean done = command.verb().equals("complete") || command.verb().equals("reopen");
        boolean fits = EntityTypes.governs(type)
                ? VERBS_OF_GOVERNING.contains(command.verb())
                : !(done && NEVER_DONE.contains(type));
        return fits
                ? Optional.empty()
                : Optional.of(new Fault("type", "is %s, which nobody can %s".formatted(type, command.verb())));
    }

    private static Optional<Refusal> existence(Command command, Subject subject) {
        String id = command.subjectId();
        if (command instanceof Command.Create) {
            if (subject.state().exists() && !subject.type().equals(command.type())) {
                return invalid("type", "is %s, but %s is a %s".formatted(command.type(), id, subject.type()));
            }
            if (subject.isLive()) {
                return refused(Rules.EXISTS, id + " exists already");
            }
            // The id of a membership and its like follows from what it says, so that it can't be made elsewhere.
            return subject.exists() && !EntityTypes.governs(command.type())
                    ? refused(Rules.EXISTS, id + " exists already, but is deleted; restore it instead")
                    : Optional.empty();
        }
        if (!subject.exists()) {
            return refused(Rules.NOT_FOUND, "there is no " + id);
        }
        return subject.isLive() || command.verb().equals("restore")
                ? Optional.empty()
                : refused(Rules.DELETED, id + " is deleted; restore it first");
    }

    private static Optional<Refusal> version(Command command, Subject subject) {
        return command.expectedVersion().isPresent()
                        && command.expectedVersion().getAsLong() < subject.factVersion()
                ? refused(
                        Rules.MOVED_ON,
                        "[%s] version %d expected, %d found"
                                .formatted(
                                        command.subjectId(),
                                        command.expectedVersion().getAsLong(),
                                        subject.factVersion()))
                : Optional.empty();
    }

    private Optional<Refusal> created(Command.Create create, Subjects subjects) {
        List<Fault> faults = FieldRules.ofNew(create.type(), create.fields(), subjects);
        idFault(create).ifPresent(faults::add);
        if (create.type().equals(SCHEMA)) {
            faults.addAll(schemaFaults(create.fields()));
        }
        return faults.isEmpty()
                ? bySchema(create.type(), create.fields(), subjects)
                : Optional.of(Refusal.invalid(faults));
    }

    private static Optional<Fault> idFault(Command.Create create) {
        return DerivedIds.of(create.type(), create.fields())
                .filter(id -> !id.equals(create.subjectId()))
                .map(id -> new Fault("id", "must be " + id + ", which follows from the fields; leave it out"));
    }

    private Optional<Refusal> changed(Command.Update update, Subject subject, Subjects subjects) {
        ObjectNode before = subject.state().toNode();
        ObjectNode after = MergePatch.apply(before, update.changes());
        List<Fault> faults = FieldRules.ofChange(update.type(), before, update.changes(), after, subjects);
        if (update.type().equals(SCHEMA)) {
            faults.addAll(schemaFaults(after));
        }
        return faults.isEmpty() ? bySchema(update.type(), after, subjects) : Optional.of(Refusal.invalid(faults));
    }

    private Optional<Refusal> completed(Command.Mark mark, Subject subject, Subjects subjects) {
        ObjectNode after = subject.state().toNode();
        switch (mark.mark()) {
            case COMPLETE -> after.put(Fields.STATUS, "done");
            case REOPEN -> after.put(Fields.STATUS, "open");
            case DELETE, RESTORE, ARCHIVE, UNARCHIVE -> {
                return Optional.empty();
            }
        }
        return mark.mark().changes(subject.state().toNode())
                ? bySchema(mark.type(), after, subjects)
                : Optional.empty();
    }

    private List<Fault> schemaFaults(ObjectNode fields) {
        List<Fault> faults = new ArrayList<>();
        JsonNode type = fields.get("type");
        if (type != null
                && type.isString()
                && (EntityTypes.governs(type.stringValue())
                        || type.stringValue().equals(EntityTypes.PROPOSAL))) {
            faults.add(new Fault("type", "is %s, whose form is Synap's own".formatted(type.stringValue())));
        }
        JsonNode schema = fields.get("schema");
        faults.addAll(
                schema == null
                        ? List.of(new Fault("schema", "is required: a JSON Schema"))
                        : schemas.faultsOfSchema("schema", schema));
        return faults;
    }

    /** Why fields break the schema of their type; empty when they don't, or there is none. */
    Optional<Refusal> bySchema(String type, ObjectNode after, Subjects subjects) {
        if (EntityTypes.governs(type)) {
            return Optional.empty();
        }
        Subject schema = subjects.subject(DerivedIds.schema(type));
        if (!schema.isLive()
                || !schema.type().equals(SCHEMA)
                || !(schema.state().toNode().get("schema") instanceof ObjectNode rules)) {
            return Optional.empty();
        }
        // What the server writes, and tags, which every type has, are not the schema's business.
        ObjectNode judged = after.deepCopy();
        judged.remove(Fields.FROM_EVENT);
        judged.remove(List.of(Fields.ID, Fields.TAGS));
        List<Fault> faults = schemas.faults(rules, judged);
        return faults.isEmpty() ? Optional.empty() : Optional.of(Refusal.invalid(Rules.SCHEMA, faults));
    }

    private static Optional<Refusal> refused(String rule, String reason) {
        return Optional.of(Refusal.of(rule, reason));
    }

    private static Optional<Refusal> invalid(String path, String message) {
        return Optional.of(Refusal.invalid(List.of(new Fault(path, message))));
    }
}
