package dev.synap.server.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proposals hold what was asked, wait until one decision, and end with it; the decision is another's, and bound to
 * the content and the version that were seen.
 */
final class ProposalCheck {

    private static final Set<String> GOES_AHEAD = Set.of("accepted", "modified");
    private static final Set<String> ENDS = Set.of("accepted", "modified", "rejected", "withdrawn", "expired");

    private final WriteHistory history;
    private final Broken broken;
    private final Map<String, Long> factVersions = new HashMap<>();
    private final Map<String, List<LoggedEvent>> facts = new HashMap<>();

    private ProposalCheck(WriteHistory history, Broken broken) {
        this.history = history;
        this.broken = broken;
    }

    static void check(WriteHistory history, Broken broken) {
        ProposalCheck check = new ProposalCheck(history, broken);
        for (LoggedEvent event : history.events()) {
            if (event.type().startsWith("proposal.")) {
                check.checkSight(event);
                check.facts
                        .computeIfAbsent(event.subjectId(), id -> new ArrayList<>())
                        .add(event);
            } else if (event.isFact()) {
                check.factVersions.put(event.subjectId(), event.version());
            }
        }
        check.facts.values().forEach(check::checkProposal);
        for (LoggedEvent request : history.requests()) {
            check.checkProposed(request);
        }
    }

    private void checkProposed(LoggedEvent request) {
        for (LoggedEvent proposed : history.trail(request).proposed()) {
            broken.unless(
                    facts.containsKey(String.valueOf(proposed.text("proposalId"))), "%s has no proposal", proposed);
        }
    }

    private void checkProposal(List<LoggedEvent> ofOne) {
        LoggedEvent created = ofOne.getFirst();
        LoggedEvent request = history.byId().get(String.valueOf(created.text("requestId")));
        if (!created.type().equals("proposal.created") || request == null) {
            broken.add("%s comes before its proposal", created);
            return;
        }
        Map<String, @Nullable Object> content = PlainJson.object(created.data(), "content");
        broken.unless(content.equals(request.data()), "%s holds other content than was asked", created);
        broken.unless(
                PlainJson.canonicalHash(content).equals(created.text("contentHash")),
                "%s has another hash than its content",
                created);
        broken.unless(request.userId().equals(created.text("proposedBy")), "%s names another proposer", created);
        List<LoggedEvent> ends =
                ofOne.stream().filter(each -> ENDS.contains(each.lastWord())).toList();
        broken.unless(ends.size() <= 1, "%s was decided %d times", created, ends.size());
        broken.unless(ends.isEmpty() || ends.getFirst() == ofOne.getLast(), "%s goes on after its decision", created);
        Trail trail = history.trail(request);
        if (ends.isEmpty()) {
            broken.unless(trail.ends() == 0, "%s ended though its proposal waits", request);
            return;
        }
        boolean ahead = GOES_AHEAD.contains(ends.getFirst().lastWord());
        broken.unless(
                trail.validated().size() == (ahead ? 1 : 0) && trail.rejected().size() == (ahead ? 0 : 1),
                "%s did not end as its proposal did: %s",
                request,
                ends.getFirst().lastWord());
        checkDecider(created, ends.getFirst(), content);
    }

    private void checkDecider(LoggedEvent created, LoggedEvent end, Map<String, @Nullable Object> content) {
        LoggedEvent decision = decision(end);
        if (decision == null) {
            broken.add("%s follows from no decision", end);
            return;
        }
        broken.unless(decision.subjectId().equals(created.subjectId()), "%s decides another proposal", decision);
        boolean own = decision.userId().equals(created.text("proposedBy"));
        broken.unless(!own || end.lastWord().equals("withdrawn"), "%s was decided by its proposer", created);
        boolean byName =
                end.userId().equals(decision.userId()) && decision.userId().equals(end.text("decidedBy"));
        broken.unless(byName, "%s names another than who decided", end);
        boolean ahead = GOES_AHEAD.contains(end.lastWord());
        boolean sawIt = PlainJson.canonicalHash(content).equals(decision.text("contentHash"));
        broken.unless(!ahead || sawIt, "%s went ahead on sight of other content", created);
    }

    /** At the moment of going ahead, no fact on the subject is newer than what the reviewer saw. */
    private void checkSight(LoggedEvent end) {
        if (!GOES_AHEAD.contains(end.lastWord()) || !facts.containsKey(end.subjectId())) {
            return;
        }
        LoggedEvent decision = decision(end);
        String subject = facts.get(end.subjectId()).getFirst().text("subjectId");
        long there = factVersions.getOrDefault(String.valueOf(subject), 0L);
        broken.unless(
                decision != null && decision.number("version") >= there,
                "%s went ahead over version %d, which the reviewer had not seen",
                end,
                there);
    }

    private @Nullable LoggedEvent decision(LoggedEvent end) {
        LoggedEvent approved = history.byId().get(String.valueOf(end.causationId()));
        return approved == null ? null : history.byId().get(String.valueOf(approved.text("requestId")));
    }
}
