package dev.synap.core.write;

import dev.synap.core.access.Action;
import dev.synap.core.access.Actor;
import dev.synap.core.access.Decision;
import dev.synap.core.access.Permissions;
import dev.synap.core.access.Protection;
import dev.synap.core.access.Standing;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.undo.UndoPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows requests that decide a proposal. Accepting is bound to what the reviewer saw: the content, by its
 * hash, and the subject's version. A proposal ends once, and with it the request that it came from.
 */
final class Reviews {

    private final EntityRules rules;
    private final Histories histories;

    Reviews(EntityRules rules, Histories histories) {
        this.rules = rules;
        this.histories = histories;
    }

    /**
     * What follows from such a request.
     *
     * @throws InvalidInputException naming the first path of the request that makes no sense
     */
    List<NewEvent> follow(Event request, Chain chain, Actor reviewer, Subjects subjects, Pasts pasts) {
        Review review =
                Review.parse(request, chain.stem().substring(chain.stem().indexOf('.') + 1));
        Optional<Proposal> found = Proposal.of(subjects.subject(request.subjectId()));
        if (found.isEmpty()) {
            return List.of(chain.rejected(
                    Refusal.of(Rules.PROPOSAL_NOT_FOUND, "there is no proposal " + request.subjectId())));
        }
        Proposal proposal = found.get();
        Optional<Wish> wish = wish(request, proposal, review);
        Decision decision = decide(reviewer, review, proposal, wish, subjects);
        if (decision instanceof Decision.Reject reject) {
            return List.of(chain.rejected(Refusal.of(reject)));
        }
        Optional<Refusal> refusal = status(request, proposal, review);
        if (refusal.isPresent()) {
            return List.of(chain.rejected(refusal.get()));
        }
        if (!review.executes() || wish.isEmpty()) {
            return ended(request, chain, proposal, review, decision.rule());
        }
        Subject subject = subjects.subject(proposal.subjectId());
        if (subject.factVersion() > review.version()) {
            return stale(chain, proposal, review.version(), subject.factVersion());
        }
        try {
            Deed deed = deed(wish.get(), reviewer, subjects, pasts);
            return executed(request, chain, proposal, review, decision.rule(), deed);
        } catch (RefusedException e) {
            return List.of(chain.rejected(e.refusal()));
        }
    }

    /** What a proposal would have done. */
    private sealed interface Wish {
        record OfEntity(Command command) implements Wish {}

        record OfHistory(HistoryRequest request) implements Wish {}
    }

    /** What is done: facts of the proposed request, and what its end says of them. */
    private record Deed(Carrying facts, ObjectNode end) {}

    private interface Carrying {
        List<NewEvent> facts(Chain chain, String cause, String byUser, String through);
    }

    /** What would be done; empty where nothing would, and what is kept makes no sense. */
    private static Optional<Wish> wish(Event review, Proposal proposal, Review verdict) {
        try {
            return Optional.of(
                    proposal.action().family().equals(Action.HISTORY)
                            ? ofHistory(review, proposal, verdict)
                            : ofEntity(proposal, verdict));
        } catch (InvalidInputException e) {
            if (verdict.executes()) {
                throw e.under("content");
            }
            return Optional.empty();
        }
    }

    private static Wish ofEntity(Proposal proposal, Review verdict) {
        ObjectNode unbound = (verdict.content() == null ? proposal.content() : verdict.content()).deepCopy();
        // The version that the reviewer saw counts now, not the one that the proposer saw.
        unbound.remove("expectedVersion");
        return new Wish.OfEntity(
                CommandParser.parse(proposal.action().verb(), proposal.subjectId(), proposal.subjectType(), unbound));
    }

    /** What a reviewer has changed is theirs, and so are the rights that it takes. */
    private static Wish ofHistory(Event review, Proposal proposal, Review verdict) {
        ObjectNode changed = verdict.content();
        return new Wish.OfHistory(HistoryRequest.parse(
                proposal.action().verb(),
                proposal.subjectId(),
                changed == null ? proposal.proposedBy() : review.userId(),
                review.timestamp(),
                changed == null ? proposal.content() : changed));
    }

    private static Decision decide(
            Actor reviewer, Review review, Proposal proposal, Optional<Wish> wish, Subjects subjects) {
        Rights rights = new Rights(subjects);
        String userId = reviewer.userId();
        Standing standing = wish.map(proposed -> switch (proposed) {
                    case Wish.OfEntity(Command command) -> rights.standing(userId, command);
                    case Wish.OfHistory _ -> rights.standing(userId, proposal.subjectId(), proposal.subjectType());
                })
                .orElseGet(() -> new Standing(rights.role(userId).orElse(null), null, false, Protection.NONE));
        String verb = proposal.action().family().equals(Action.HISTORY)
                ? "update"
                : proposal.action().verb();
        return Permissions.decideReview(
                reviewer,
                review.verb(),
                proposal.proposedBy(),
                Action.entity(verb, proposal.subjectType()),
                standing,
                rights.policies(reviewer));
    }

    /** @throws RefusedException when it cannot be done, or not by this reviewer */
    private Deed deed(Wish wish, Actor reviewer, Subjects subjects, Pasts pasts) {
        return switch (wish) {
            case Wish.OfEntity(Command command) -> {
                rules.check(command, subjects).ifPresent(refusal -> {
                    throw new RefusedException(refusal);
                });
                List<FactDraft> facts = Facts.of(command, subjects.subject(command.subjectId()));
                yield new Deed(
                        (chain, cause, byUser, through) -> chain.facts(facts, cause, byUser, through),
                        Json.newObject());
            }
            case Wish.OfHistory(HistoryRequest request) ->
                switch (histories.preview(request, reviewer, subjects, pasts)) {
                    case UndoPreview.Possible(UndoPlan plan, String _) ->
                        new Deed(
                                (chain, cause, byUser, through) -> Histories.facts(chain, plan, cause, byUser, through),
                                Histories.kept(plan));
                    case UndoPreview.Proposed(UndoPlan _, String rule, String reason) ->
                        throw new RefusedException(rule, reason);
                    case UndoPreview.Refused no -> throw new RefusedException(Histories.refusal(no));
                };
        };
    }

    private static Optional<Refusal> status(Event request, Proposal proposal, Review review) {
        if (!proposal.isWaiting()) {
            return Optional.of(Refusal.of(
                    Rules.PROPOSAL_DECIDED,
                    "%s was %s by %s at %s"
                            .formatted(proposal.id(), proposal.status(), proposal.decidedBy(), proposal.decidedAt())));
        }
        if (!review.executes()) {
            return Optional.empty();
        }
        if (request.timestamp().isAfter(proposal.expiresAt())) {
            return Optional.of(Refusal.of(
                    Rules.PROPOSAL_EXPIRED,
                    "%s expired at %s".formatted(proposal.id(), Timestamps.format(proposal.expiresAt()))));
        }
        return review.contentHash().equals(proposal.contentHash())
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Rules.PROPOSAL_CONTENT,
                        "%s holds other content than you saw; read it again".formatted(proposal.id())));
    }

    private static List<NewEvent> stale(Chain chain, Proposal proposal, long seen, long now) {
        Refusal refusal = Refusal.of(
                Rules.PROPOSAL_STALE,
                "[%s] was at version %d when you saw it, and is at %d; look at it again"
                        .formatted(proposal.subjectId(), seen, now));
        ObjectNode versions = Json.newObject().put("seenVersion", seen).put("currentVersion", now);
        NewEvent rejected = chain.rejected(chain.requestId(), refusal, versions);
        ObjectNode data = Json.newObject().put("baseVersion", now).put("staleVersion", seen);
        return List.of(
                rejected,
                chain.onProposal("fact.0", proposal.id(), new FactDraft("proposal.stale", data), rejected.id()));
    }

    /** Rejected, withdrawn or expired: the request behind it ends as rejected. */
    private static List<NewEvent> ended(Event request, Chain chain, Proposal proposal, Review review, String rule) {
        NewEvent approved = approved(chain, proposal, rule);
        String reason =
                review.reason().isEmpty() ? "%s by %s".formatted(review.past(), request.userId()) : review.reason();
        ObjectNode fields = decided(request);
        if (!review.reason().isEmpty()) {
            fields.put("decisionReason", review.reason());
        }
        ObjectNode who = Json.newObject().put("proposalId", proposal.id()).put("decidedBy", request.userId());
        return List.of(
                approved,
                chain.onProposal(
                        "fact.0", proposal.id(), new FactDraft("proposal." + review.past(), fields), approved.id()),
                Chain.of(proposal).rejected(approved.id(), Refusal.of("proposal." + review.past(), reason), who),
                chain.validated(approved.id()));
    }

    private static List<NewEvent> executed(
            Event request, Chain chain, Proposal proposal, Review review, String rule, Deed deed) {
        boolean modified = review.content() != null;
        NewEvent approved = approved(chain, proposal, rule);
        ObjectNode fields = decided(request);
        ObjectNode saw = Json.newObject()
                .put("proposalId", proposal.id())
                .put("contentHash", proposal.contentHash())
                .put("version", review.version())
                .put("modified", modified);
        if (review.content() != null) {
            String hash = ContentHash.of(JsonObject.of(review.content()));
            fields.set("modifiedContent", review.content());
            fields.put("modifiedContentHash", hash);
            saw.put("modifiedContentHash", hash);
        }
        Chain original = Chain.of(proposal);
        NewEvent allowed = original.approved(request.userId(), approved.id(), rule, saw);
        List<NewEvent> events = new ArrayList<>();
        events.add(approved);
        events.add(chain.onProposal(
                "fact.0", proposal.id(), new FactDraft("proposal." + review.past(), fields), approved.id()));
        events.add(allowed);
        events.addAll(deed.facts()
                .facts(
                        original,
                        allowed.id(),
                        modified ? request.userId() : proposal.proposedBy(),
                        modified ? request.source() : proposal.source()));
        events.add(original.validated(allowed.id(), deed.end()));
        events.add(chain.validated(approved.id()));
        return events;
    }

    private static NewEvent approved(Chain chain, Proposal proposal, String rule) {
        return chain.approved(
                chain.userId(), chain.requestId(), rule, Json.newObject().put("proposalId", proposal.id()));
    }

    private static ObjectNode decided(Event request) {
        return Json.newObject()
                .put("decidedBy", request.userId())
                .put("decidedAt", Timestamps.format(request.timestamp()));
    }
}
