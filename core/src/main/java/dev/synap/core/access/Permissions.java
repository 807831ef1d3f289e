package dev.synap.core.access;

import static dev.synap.core.access.EntityTypes.COMMENT;
import static dev.synap.core.access.EntityTypes.SHARE;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an actor may do. Pure: the answer depends on the arguments alone.
 *
 * <p>A role counts first; where it does not reach, a share may. An agent needs the same right as a person,
 * and then a policy that lets it act alone: otherwise its wish waits for a person.
 */
public final class Permissions {

    private static final Set<String> CREATE_UPDATE_DELETE = Set.of("create", "update", "delete");
    private static final Set<String> SHARED_EDITS =
            Set.of("update", "tag", "untag", "complete", "reopen", "archive", "unarchive");

    private Permissions() {}

    /**
     * What becomes of an actor's wish to change an entity.
     *
     * @param policies all policies of the workspace; only an agent's wish looks at them
     */
    public static Decision decide(Actor actor, Action action, Standing standing, Collection<Policy> policies) {
        Decision right = right(actor, action, standing);
        return actor.kind() != ActorKind.AGENT || !(right instanceof Decision.Approve)
                ? right
                : byPolicy(actor, action, policies);
    }

    private static Decision byPolicy(Actor actor, Action action, Collection<Policy> policies) {
        Optional<Policy> policy = Policy.mostSpecific(policies, actor.userId(), action);
        if (policy.isEmpty()) {
            return new Decision.Propose(
                    "agent.default", "an agent's changes wait for a person unless a policy says otherwise");
        }
        String rule = "policy." + policy.get().id();
        return switch (policy.get().effect()) {
            case DENY -> new Decision.Reject(rule, "a policy denies %s to %s".formatted(action, actor.userId()));
            case REQUIRE_REVIEW ->
                new Decision.Propose(rule, "a policy has a person review %s by %s".formatted(action, actor.userId()));
            case AUTO_APPROVE ->
                EntityTypes.governs(action.type())
                        ? new Decision.Propose(
                                rule, "a person reviews every change that an agent makes to a " + action.type())
                        : new Decision.Approve(rule);
        };
    }

    /**
     * What becomes of an actor's wish to take back what was done to an entity. It takes the right to do the same by
     * hand, and more for what others did: whoever made the entity as an editor, and admins, may undo that.
     *
     * @param verbs what doing the same by hand would take, as {@code update}
     * @param others whether changes of others are among what is taken back
     * @param force whether what somebody wrote later is to be overwritten, which only admins may
     */
    public static Decision decideHistory(
            Actor actor,
            Action action,
            Collection<String> verbs,
            Standing standing,
            boolean others,
            boolean force,
            Collection<Policy> policies) {
        Decision right = right(actor, Action.entity("update", action.type()), standing);
        for (String verb : verbs) {
            right = right instanceof Decision.Reject
                    ? right
                    : right(actor, Action.entity(verb, action.type()), standing);
        }
        if (right instanceof Decision.Reject || actor.kind() == ActorKind.SYSTEM) {
            return right;
        }
        Role role = standing.role();
        boolean admin = role != null && role.isAtLeast(Role.ADMIN);
        if (force && !admin) {
            return new Decision.Reject("undo.force", "only admins may overwrite what was written later");
        }
        if (others && !admin && !(role == Role.EDITOR && standing.own())) {
            return new Decision.Reject(
                    "undo.others", "changes of others may be undone by admins, and by the editor who made the entity");
        }
        return actor.kind() == ActorKind.AGENT ? byPolicy(actor, action, policies) : right;
    }

    /**
     * Whether somebody may decide a proposal. That takes a role: a share of the subject is no say in what others
     * propose about it. Whoever proposed may withdraw, member or not; of others only admins who are persons may.
     *
     * @param verb {@code accept}, {@code modify}, {@code reject}, {@code withdraw} or {@code expire}
     * @param proposerId whose wish it is
     * @param proposed what the proposal would do
     * @param standing how the reviewer stands to what the proposal is about
     * @return never {@link Decision.Propose}
     */
    public static Decision decideReview(
            Actor reviewer,
            String verb,
            String proposerId,
            Action proposed,
            Standing standing,
            Collection<Policy> policies) {
        if (reviewer.kind() == ActorKind.SYSTEM) {
            return new Decision.Approve("system");
        }
        boolean own = reviewer.userId().equals(proposerId);
        return switch (verb) {
            case "withdraw" -> withdraw(reviewer, own, standing.role());
            case "accept", "modify", "reject" ->
                own
                        ? new Decision.Reject("proposal.own", "nobody decides their own proposal; withdraw it instead")
                        : review(reviewer, Action.proposal(verb, proposed.type()), proposed, standing, policies);
            default -> new Decision.Reject("no_access", "only Synap itself may %s a proposal".formatted(verb));
        };
    }

    /** Whether somebody may read a subject, its history and the comments on it. */
    public static boolean mayRead(@Nullable Role role, @Nullable ShareLevel share) {
        return role != null || share != null;
    }

    private static Decision withdraw(Actor reviewer, boolean own, @Nullable Role role) {
        if (own) {
            return new Decision.Approve("proposal.proposer");
        }
        if (reviewer.kind() == ActorKind.AGENT) {
            return new Decision.Reject("agent.default", "an agent withdraws no proposals but its own");
        }
        return role != null && role.isAtLeast(Role.ADMIN)
                ? approveBy(role)
                : new Decision.Reject("no_access", "only the proposer or an admin withdraws a proposal");
    }

    private static Decision review(
            Actor reviewer, Action review, Action proposed, Standing standing, Collection<Policy> policies) {
        if (standing.role() == null) {
            return new Decision.Reject("no_access", "only members of the workspace decide proposals");
        }
        Decision right = right(reviewer, proposed, standing);
        if (reviewer.kind() != ActorKind.AGENT || !(right instanceof Decision.Approve)) {
            return right;
        }
        Optional<Policy> policy = Policy.mostSpecific(policies, reviewer.userId(), review);
        String rule = policy.map(each -> "policy." + each.id()).orElse("agent.default");
        boolean says = policy.isPresent() && policy.get().effect() == PolicyEffect.AUTO_APPROVE;
        return says && !EntityTypes.governs(proposed.type())
                ? new Decision.Approve(rule)
                : new Decision.Reject(rule, "no policy lets %s %s".formatted(reviewer.userId(), review));
    }

    /** What the actor may do, were it a person: Approve or Reject. */
    private static Decision right(Actor actor, Action action, Standing standing) {
        if (standing.protection() == Protection.OWNER) {
            return new Decision.Reject("member.owner", "the owner's membership can't be given, changed or removed");
        }
        if (actor.kind() == ActorKind.SYSTEM) {
            return new Decision.Approve("system");
        }
        if (standing.protection() == Protection.ADMIN && standing.role() == Role.ADMIN) {
            return new Decision.Reject("member.admin", "only the owner makes, changes or removes admins");
        }
        Role role = standing.role();
        Optional<Decision.Approve> approval = role == null ? Optional.empty() : byRole(role, action, standing.own());
        if (approval.isEmpty() && standing.share() != null) {
            approval = byShare(standing.share(), action, standing.own());
        }
        return approval.isPresent() ? approval.get() : refusal(action, standing);
    }

    private static Optional<Decision.Approve> byRole(Role role, Action action, boolean own) {
        boolean comment = action.type().equals(COMMENT);
        return switch (role) {
            case OWNER, ADMIN -> Optional.of(approveBy(role));
            case EDITOR -> {
                if (action.type().equals(SHARE)) {
                    yield approveIf(own && CREATE_UPDATE_DELETE.contains(action.verb()), "share.own");
                }
                if (comment && !action.verb().equals("create")) {
                    yield approveIf(own, "comment.own");
                }
                yield approveIf(!EntityTypes.governs(action.type()), "role.editor");
            }
            case COMMENTER -> comment ? commenting(action, own, "role.commenter") : Optional.empty();
            case VIEWER -> Optional.empty();
        };
    }

    private static Optional<Decision.Approve> byShare(ShareLevel share, Action action, boolean own) {
        if (action.type().equals(COMMENT)) {
            return share == ShareLevel.VIEW ? Optional.empty() : commenting(action, own, "share." + share.text());
        }
        boolean edits = share == ShareLevel.EDIT && SHARED_EDITS.contains(action.verb());
        return approveIf(edits && !EntityTypes.governs(action.type()), "share.edit");
    }

    /** Somebody who may comment also changes and deletes their own comments. */
    private static Optional<Decision.Approve> commenting(Action action, boolean own, String rule) {
        return action.verb().equals("create")
                ? approveIf(true, rule)
                : approveIf(own && CREATE_UPDATE_DELETE.contains(action.verb()), "comment.own");
    }

    private static Decision refusal(Action action, Standing standing) {
        Role role = standing.role();
        if (role != null) {
            return new Decision.Reject(
                    "role." + role.text(), "a member with role %s may not %s".formatted(role.text(), action));
        }
        ShareLevel share = standing.share();
        return share == null
                ? new Decision.Reject("no_access", "needs a role in the workspace or a share of the subject")
                : new Decision.Reject(
                        "share." + share.text(), "a share to %s does not allow %s".formatted(share.text(), action));
    }

    private static Decision.Approve approveBy(Role role) {
        return new Decision.Approve("role." + role.text());
    }

    private static Optional<Decision.Approve> approveIf(boolean condition, String rule) {
        return condition ? Optional.of(new Decision.Approve(rule)) : Optional.empty();
    }
}
