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

    Reviews(EntityRules rules) {
        this.rules = rules;
    }

    /**
     * What follows from such a request.
     *
     * @throws InvalidInputException naming the first path of the request that makes no sense
     */
    List<NewEvent> follow(Event request, Chain chain, Actor reviewer, Subjects subjects) {
        Review review =
                Review.parse(request, chain.stem().substring(chain.stem().indexOf('.') + 1));
        Optional<Proposal> found = Proposal.of(subjects.subject(request.subjectId()));
        if (found.isEmpty()) {
            return List.of(chain.rejected(
                    Refusal.of(Rules.PROPOSAL_NOT_FOUND, "there is no proposal " + request.subjectId())));
        }
        Proposal proposal = found.get();
        Optional<Command> command = command(proposal, review);
        Decision decision = decide(reviewer, review, proposal, command, subjects);
        if (decision instanceof Decision.Reject reject) {
            return List.of(chain.rejected(Refusal.of(reject)));
        }
        Optional<Refusal> refusal = status(request, proposal, review);
        if (refusal.isPresent()) {
            return List.of(chain.rejected(refusal.get()));
        }
        if (!review.executes() || command.isEmpty()) {
            return ended(request, chain, proposal, review, decision.rule());
        }
        Subject subject = subjects.subject(proposal.subjectId());
        if (subject.factVersion() > review.version()) {
            return stale(chain, proposal, review.version(), subject.factVersion());
        }
        Optional<Refusal> impossible = rules.check(command.get(), subjects);
        return impossible.isPresent()
                ? List.of(chain.rejected(impossible.get()))
                : executed(request, chain, proposal, review, decision.rule(), command.get(), subject);
    }

    /** What would be done; empty where nothing would, and what is kept makes no sense. */
    private static Optional<Command> command(Proposal proposal, Review review) {
        ObjectNode content = review.content() == null ? proposal.content() : review.content();
        ObjectNode unbound = content.deepCopy();
        // The version that the reviewer saw counts now, not the one that the proposer saw.
        unbound.remove("expectedVersion");
        try {
            return Optional.of(
                    CommandParser.parse(proposal.verb(), proposal.subjectId(), proposal.subjectType(), unbound));
        } catch (InvalidInputException e) {
            if (review.executes()) {
                throw e.under("content");
            }
            return Optional.empty();
        }
    }

    private static Decision decide(
            Actor reviewer, Review review, Proposal proposal, Optional<Command> command, Subjects subjects) {
        Rights rights = new Rights(subjects);
        Standing standing = command.map(wish -> rights.standing(reviewer.userId(), wish))
                .orElseGet(
                        () -> new Standing(rights.role(reviewer.userId()).orElse(null), null, false, Protection.NONE));
        return Permissions.decideReview(
                reviewer,
                review.verb(),
                proposal.proposedBy(),
                Action.entity(proposal.verb(), proposal.subjectType()),
                standing,
                rights.policies(reviewer));
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
            Event request,
            Chain chain,
            Proposal proposal,
            Review review,
            String rule,
            Command command,
            Subject subject) {
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
        events.addAll(original.facts(
                Facts.of(command, subject),
                allowed.id(),
                modified ? request.userId() : proposal.proposedBy(),
                modified ? request.source() : proposal.source()));
        events.add(original.validated(allowed.id()));
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
