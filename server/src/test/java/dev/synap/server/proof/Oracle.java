package dev.synap.server.proof;

import dev.synap.server.proof.Verdict.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says how each request must end and what there is afterwards: plain maps, the role table, and the rules as they are
 * told to people.
 */
final class Oracle {

    /** An entity of any type, members and their like among them. */
    static final class Entity {
        final String type;
        Map<String, @Nullable Object> fields = new TreeMap<>();
        final Set<String> tags = new TreeSet<>();
        String madeBy = "";
        boolean deleted;
        boolean archived;
        boolean done;
        /** Grows with each change; what somebody has seen is this number. */
        int changes;

        Entity(String type) {
            this.type = type;
        }

        boolean isLive() {
            return changes > 0 && !deleted;
        }
    }

    /** A wish that waits, or waited. */
    static final class Proposal {
        final String requestId;
        final String proposer;
        final Wish wish;
        boolean waits = true;

        Proposal(String requestId, String proposer, Wish wish) {
            this.requestId = requestId;
            this.proposer = proposer;
            this.wish = wish;
        }
    }

    private final Map<String, Entity> entities = new HashMap<>();
    private final List<Proposal> proposals = new ArrayList<>();
    private final Map<String, Verdict> ends = new TreeMap<>();

    /** All entities by id, with those that were never made. */
    Map<String, Entity> entities() {
        return entities;
    }

    List<Proposal> proposals() {
        return proposals;
    }

    /** How the requests so far must have ended, by request id. */
    Map<String, Verdict> ends() {
        return ends;
    }

    /** How often this entity has changed. */
    int changes(String id) {
        Entity entity = entities.get(id);
        return entity == null ? 0 : entity.changes;
    }

    /**
     * A wish about an entity.
     *
     * @param seen the changes that the actor had seen, where the wish is bound to them
     */
    Verdict judge(String requestId, Player actor, Wish wish, @Nullable Integer seen) {
        Set<Kind> reasons = new ObstacleCourse(this).obstacles(wish, seen);
        boolean allowed = allowed(actor.userId(), wish);
        String effect = allowed && actor.isAgent()
                ? effect(actor, "entities." + wish.verb(), wish.subjectType())
                : "auto_approve";
        if (!allowed || effect.equals("deny")) {
            reasons.add(Kind.FORBIDDEN);
        }
        Verdict verdict;
        if (!reasons.isEmpty()) {
            verdict = Verdict.rejected(reasons);
        } else if (effect.equals("auto_approve")) {
            new Effects(this).carryOut(wish, actor.userId());
            verdict = Verdict.VALIDATED;
        } else {
            proposals.add(new Proposal(requestId, actor.userId(), wish));
            verdict = Verdict.PROPOSED;
        }
        ends.put(requestId, verdict);
        return verdict;
    }

    /**
     * A decision about a proposal.
     *
     * @param seen how often the subject had changed when the reviewer looked
     * @param instead what shall happen instead; null for what was proposed
     */
    Verdict decide(
            String requestId,
            Player reviewer,
            String verb,
            Proposal proposal,
            int seen,
            boolean rightHash,
            @Nullable Wish instead) {
        Wish wish = instead == null ? proposal.wish : instead;
        Set<Kind> reasons = EnumSet.noneOf(Kind.class);
        if (!mayDecide(reviewer, verb, proposal, wish)) {
            reasons.add(Kind.FORBIDDEN);
        }
        if (!proposal.waits) {
            reasons.add(Kind.CONFLICT);
        }
        boolean ahead = Set.of("accept", "modify").contains(verb);
        if (ahead) {
            if (!rightHash || changes(wish.subjectId()) > seen) {
                reasons.add(Kind.CONFLICT);
            } else {
                reasons.addAll(new ObstacleCourse(this).obstacles(wish, null));
            }
        }
        Verdict verdict = reasons.isEmpty() ? Verdict.VALIDATED : Verdict.rejected(reasons);
        ends.put(requestId, verdict);
        if (reasons.isEmpty()) {
            proposal.waits = false;
            if (ahead) {
                new Effects(this).carryOut(wish, instead == null ? proposal.proposer : reviewer.userId());
            }
            ends.put(proposal.requestId, ahead ? Verdict.VALIDATED : Verdict.rejected(Set.of(Kind.FORBIDDEN)));
        }
        return verdict;
    }

    /** The role of a user; null for who is no member. */
    @Nullable
    String role(String userId) {
        if (userId.equals(Player.OWNER.userId())) {
            return "owner";
        }
        Entity member = entities.get(EntityIds.member(userId));
        return member != null && member.isLive() ? String.valueOf(member.fields.get("role")) : null;
    }

    private boolean allowed(String userId, Wish wish) {
        if (wish.subjectType().equals("member") && !mayTouch(userId, wish)) {
            return false;
        }
        Entity entity = entities.get(wish.subjectId());
        String about = about(wish, entity);
        return RoleTable.allows(
                role(userId), share(userId, about), wish.verb(), wish.subjectType(), own(userId, wish, entity, about));
    }

    /** What a comment is on, or what a share is of; else the subject itself. */
    private static String about(Wish wish, @Nullable Entity entity) {
        Map<String, @Nullable Object> fields =
                wish.verb().equals("create") ? wish.data() : entity == null ? Map.of() : entity.fields;
        return switch (wish.subjectType()) {
            case "comment" -> String.valueOf(fields.get("on"));
            case "share" -> String.valueOf(fields.get("subjectId"));
            default -> wish.subjectId();
        };
    }

    private boolean own(String userId, Wish wish, @Nullable Entity entity, String about) {
        Entity made = wish.subjectType().equals("share") ? entities.get(about) : entity;
        return made != null && made.madeBy.equals(userId);
    }

    /** Nobody touches the owner's membership; only the owner makes, changes and removes admins. */
    private boolean mayTouch(String userId, Wish wish) {
        if (wish.subjectId().equals(EntityIds.member(Player.OWNER.userId()))) {
            return false;
        }
        Entity member = entities.get(wish.subjectId());
        Object after = wish.verb().equals("create")
                ? wish.data().get("role")
                : PlainJson.object(wish.data(), "changes").get("role");
        boolean was = !wish.verb().equals("create") && member != null && "admin".equals(member.fields.get("role"));
        return (!was && !"admin".equals(after)) || "owner".equals(role(userId));
    }

    private @Nullable String share(String userId, String subjectId) {
        Entity share = entities.get(EntityIds.share(subjectId, userId));
        return share != null && share.isLive() ? String.valueOf(share.fields.get("level")) : null;
    }

    private boolean mayDecide(Player reviewer, String verb, Proposal proposal, Wish wish) {
        boolean own = reviewer.userId().equals(proposal.proposer);
        String role = String.valueOf(role(reviewer.userId()));
        if (verb.equals("withdraw")) {
            return own || role.equals("owner") || role.equals("admin");
        }
        boolean member = role(reviewer.userId()) != null;
        if (own || !member || !allowed(reviewer.userId(), wish)) {
            return false;
        }
        return !reviewer.isAgent()
                || effect(reviewer, "proposals." + verb, wish.subjectType()).equals("auto_approve");
    }

    /** What the policies say to an agent: the most specific one that matches. */
    private String effect(Player agent, String action, String type) {
        Entity best = null;
        for (Entity policy : entities.values()) {
            if (policy.type.equals("policy") && policy.isLive() && matches(policy, agent, action + "." + type)) {
                best = best == null || weight(policy) > weight(best) ? policy : best;
            }
        }
        String effect = best == null ? "require_review" : String.valueOf(best.fields.get("effect"));
        return effect.equals("auto_approve") && RoleTable.governs(type) ? "require_review" : effect;
    }

    /** Who may decide others' wishes must be said by name: a policy for everything does not mean that. */
    private static boolean matches(Entity policy, Player agent, String action) {
        Object whose = policy.fields.get("agentId");
        String pattern = String.valueOf(policy.fields.get("pattern"));
        boolean fits = pattern.endsWith("*")
                ? action.startsWith(pattern.substring(0, pattern.length() - 1))
                : action.equals(pattern);
        boolean meant = pattern.startsWith("proposals.") || !action.startsWith("proposals.");
        return fits && meant && (Objects.equals(whose, "*") || Objects.equals(whose, agent.userId()));
    }

    private static int weight(Entity policy) {
        boolean exactAgent = !Objects.equals(policy.fields.get("agentId"), "*");
        return (exactAgent ? 1_000 : 0)
                + String.valueOf(policy.fields.get("pattern")).length();
    }
}
