package dev.synap.core.write;

import dev.synap.core.access.Actor;
import dev.synap.core.access.ActorKind;
import dev.synap.core.access.EntityTypes;
import dev.synap.core.access.Policy;
import dev.synap.core.access.PolicyEffect;
import dev.synap.core.access.Protection;
import dev.synap.core.access.Role;
import dev.synap.core.access.ShareLevel;
import dev.synap.core.access.Standing;
import dev.synap.core.fold.Fields;
import dev.synap.core.fold.State;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads who may do what from the members, shares and policies of a workspace, which are entities like any other. */
public final class Rights {

    private final Subjects subjects;

    public Rights(Subjects subjects) {
        this.subjects = subjects;
    }

    /** The role of a user; empty for somebody who is no member. */
    public Optional<Role> role(String userId) {
        return userId.equals(subjects.ownerId())
                ? Optional.of(Role.OWNER)
                : live(EntityTypes.MEMBER, DerivedIds.member(userId))
                        .flatMap(member -> Role.named(text(member, "role")))
                        .filter(role -> role != Role.OWNER);
    }

    /** What a user was given of a subject; empty for nothing. */
    public Optional<ShareLevel> share(String userId, String subjectId) {
        return live(EntityTypes.SHARE, DerivedIds.share(subjectId, userId))
                .flatMap(share -> ShareLevel.named(text(share, "level")));
    }

    /** The policies that an actor is under now: only agents are under any. */
    List<Policy> policies(Actor actor) {
        if (actor.kind() != ActorKind.AGENT) {
            return List.of();
        }
        return subjects.policies().stream()
                .filter(state -> state.subjectType().equals(EntityTypes.POLICY) && state.exists() && !state.deleted())
                .flatMap(state -> policy(state).stream())
                .toList();
    }

    /** How a user stands to what a command is about. */
    Standing standing(String userId, Command command) {
        ObjectNode fields = command instanceof Command.Create create
                ? create.fields()
                : subjects.subject(command.subjectId()).state().toNode();
        Role role = role(userId).orElse(null);
        return switch (command.type()) {
            case EntityTypes.MEMBER -> new Standing(role, null, false, protection(command, fields));
            case EntityTypes.SHARE ->
                new Standing(role, null, made(userId, text(fields, "subjectId")), Protection.NONE);
            case EntityTypes.COMMENT ->
                new Standing(
                        role,
                        share(role, userId, text(fields, "on")),
                        made(userId, command.subjectId()),
                        Protection.NONE);
            default ->
                new Standing(
                        role,
                        share(role, userId, command.subjectId()),
                        made(userId, command.subjectId()),
                        Protection.NONE);
        };
    }

    /** How a user stands to a subject that is there, whatever is to be done with it. */
    Standing standing(String userId, String subjectId, String type) {
        Role role = role(userId).orElse(null);
        ObjectNode fields = subjects.subject(subjectId).state().toNode();
        String shared = type.equals(EntityTypes.COMMENT) ? text(fields, "on") : subjectId;
        return new Standing(role, share(role, userId, shared), made(userId, subjectId), Protection.NONE);
    }

    private Protection protection(Command command, ObjectNode fields) {
        String owner = subjects.ownerId();
        if (command.subjectId().equals(DerivedIds.member(owner))
                || text(fields, "userId").equals(owner)) {
            return Protection.OWNER;
        }
        String admin = Role.ADMIN.text();
        boolean becomes = command instanceof Command.Update update
                && text(update.changes(), "role").equals(admin);
        return becomes || text(fields, "role").equals(admin) ? Protection.ADMIN : Protection.NONE;
    }

    /** Not looked for where the role allows everything already. */
    private @Nullable ShareLevel share(@Nullable Role role, String userId, String subjectId) {
        return role != null && role.isAtLeast(Role.ADMIN)
                ? null
                : share(userId, subjectId).orElse(null);
    }

    private boolean made(String userId, String subjectId) {
        return text(subjects.subject(subjectId).state().toNode(), Fields.CREATED_BY)
                .equals(userId);
    }

    /** The type is looked at too: what merely stands under the id of a membership gives no rights. */
    private Optional<ObjectNode> live(String type, String id) {
        Subject subject = subjects.subject(id);
        return subject.isLive() && subject.type().equals(type)
                ? Optional.of(subject.state().toNode())
                : Optional.empty();
    }

    private static Optional<Policy> policy(State state) {
        ObjectNode fields = state.toNode();
        return PolicyEffect.named(text(fields, "effect"))
                .map(effect -> new Policy(state.subjectId(), text(fields, "agentId"), text(fields, "pattern"), effect));
    }

    /** A field's text; empty where it is missing or something else. */
    static String text(ObjectNode fields, String name) {
        JsonNode value = fields.get(name);
        return value != null && value.isString() ? value.stringValue() : "";
    }
}
