package dev.synap.core.write;

import dev.synap.core.access.Action;
import dev.synap.core.access.Actor;
import dev.synap.core.access.Decision;
import dev.synap.core.access.Permissions;
import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.event.Timestamps;
import dev.synap.core.fold.Fields;
import dev.synap.core.json.Json;
import dev.synap.core.undo.Reversal;
import dev.synap.core.undo.SubjectPlan;
import dev.synap.core.undo.Superseded;
import dev.synap.core.undo.Undo;
import dev.synap.core.undo.UndoPlan;
import dev.synap.core.undo.UndoPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Follows requests that take something back: undo, redo, restore. Each is one change, over all subjects it reaches. */
final class Histories {

    private static final int MAX_TOLD = 100;

    private final EntityRules rules;

    Histories(EntityRules rules) {
        this.rules = rules;
    }

    List<NewEvent> follow(Event request, Chain chain, Actor actor, Subjects subjects, Pasts pasts) {
        String verb = chain.stem().substring(chain.stem().indexOf('.') + 1);
        HistoryWish wish =
                HistoryWish.parse(verb, request.userId(), request.data().toNode());
        return switch (preview(wish, request.subjectId(), actor, request.timestamp(), subjects, pasts)) {
            case UndoPreview.Possible possible -> approved(chain, possible);
            case UndoPreview.Refused no -> List.of(chain.rejected(new Refusal(no.rule(), no.reason(), no.errors())));
        };
    }

    /** What a wish would come to at this time. */
    UndoPreview preview(HistoryWish wish, String subjectId, Actor actor, Instant at, Subjects subjects, Pasts pasts) {
        try {
            return plan(wish, subjectId, actor, new Undo(wish.policy(), actor.userId(), at), subjects, pasts);
        } catch (RefusedException e) {
            Refusal refusal = e.refusal();
            return new UndoPreview.Refused(refusal.rule(), refusal.reason(), refusal.faults());
        }
    }

    private UndoPreview.Possible plan(
            HistoryWish wish, String subjectId, Actor actor, Undo undo, Subjects subjects, Pasts pasts) {
        Subject subject = subjects.subject(subjectId);
        // Who may not even change it is not told what could be undone.
        decide(wish, actor, subject.type(), List.of("update"), subjectId, Set.of(), subjects);
        if (!subject.exists()) {
            throw new RefusedException(Rules.NOT_FOUND, "there is no " + subjectId);
        }
        HistoryPlans.checkType(subject.type());
        UndoPlan plan = new HistoryPlans(subjects, pasts).plan(wish, subject, undo);
        Decision decision =
                decide(wish, actor, subject.type(), verbs(plan, subjectId), subjectId, plan.authors(), subjects);
        for (SubjectPlan each : plan.subjects()) {
            decide(
                    wish,
                    actor,
                    each.subjectType(),
                    verbs(plan, each.subjectId()),
                    each.subjectId(),
                    plan.authors(),
                    subjects);
        }
        check(plan, wish, subjects, pasts);
        return new UndoPreview.Possible(plan, decision.rule());
    }

    private Decision decide(
            HistoryWish wish,
            Actor actor,
            String type,
            List<String> verbs,
            String subjectId,
            Set<String> authors,
            Subjects subjects) {
        Rights rights = new Rights(subjects);
        boolean others = authors.stream().anyMatch(author -> !author.equals(actor.userId()));
        Decision decision = Permissions.decideHistory(
                actor,
                Action.history(wish.verb(), type),
                verbs,
                rights.standing(actor.userId(), subjectId, type),
                others,
                wish.policy() == UndoPolicy.FORCE,
                rights.policies(actor));
        return switch (decision) {
            case Decision.Approve approve -> approve;
            case Decision.Reject reject -> throw new RefusedException(Refusal.of(reject));
            case Decision.Propose propose ->
                throw new RefusedException(
                        propose.rule(),
                        propose.reason() + "; proposals to undo are not there yet: ask a person to do it");
        };
    }

    /** What one would need to do by hand the same to a subject. */
    private static List<String> verbs(UndoPlan plan, String subjectId) {
        List<String> verbs = new ArrayList<>(List.of("update"));
        for (SubjectPlan each : plan.written()) {
            if (each.subjectId().equals(subjectId) && each.deletes()) {
                verbs.add("delete");
            }
            if (each.subjectId().equals(subjectId) && each.revives()) {
                verbs.add("restore");
            }
        }
        return verbs;
    }

    private void check(UndoPlan plan, HistoryWish wish, Subjects subjects, Pasts pasts) {
        List<Superseded> superseded = plan.superseded();
        if (wish.policy() == UndoPolicy.FAIL && !superseded.isEmpty()) {
            throw new RefusedException(Rules.UNDO_SUPERSEDED, told(superseded));
        }
        if (plan.written().isEmpty()) {
            throw new RefusedException(
                    nothing(wish),
                    superseded.isEmpty()
                            ? "it is as it would be already"
                            : "all of it was written later: " + told(superseded));
        }
        Optional<Refusal> refusal = new References(subjects, pasts).check(plan);
        for (SubjectPlan each : plan.written()) {
            boolean staysDeleted = each.after().hasNonNull(Fields.DELETED_AT);
            refusal = refusal.or(
                    () -> staysDeleted ? Optional.empty() : rules.bySchema(each.subjectType(), each.after(), subjects));
        }
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
    }

    private static String nothing(HistoryWish wish) {
        return switch (wish) {
            case HistoryWish.Undo _, HistoryWish.UndoTo _ -> Rules.NOTHING_TO_UNDO;
            case HistoryWish.Redo _ -> Rules.NOTHING_TO_REDO;
            case HistoryWish.Restore _ -> Rules.NOTHING_TO_RESTORE;
        };
    }

    private static String told(List<Superseded> superseded) {
        return String.join(
                ", ",
                superseded.stream()
                        .limit(3)
                        .map(each -> "%s by %s at %s"
                                .formatted(
                                        each.path().isEmpty() ? "the whole" : each.path(),
                                        each.by().userId(),
                                        Timestamps.format(each.by().timestamp())))
                        .toList());
    }

    private static List<NewEvent> approved(Chain chain, UndoPreview.Possible planned) {
        NewEvent approved = chain.approved(chain.userId(), chain.requestId(), planned.rule(), Json.newObject());
        List<NewEvent> events = new ArrayList<>();
        events.add(approved);
        int number = 0;
        for (SubjectPlan each : planned.plan().written()) {
            FactDraft draft = new FactDraft(
                    Reversal.factType(each.subjectType()),
                    planned.plan().reversal().data(each));
            events.add(chain.fact(number++, draft, each.subjectId(), each.subjectType(), approved.id()));
        }
        events.add(chain.validated(approved.id(), kept(planned.plan())));
        return events;
    }

    /** What was not taken back, or was overwritten, so that nobody takes part for all. */
    private static ObjectNode kept(UndoPlan plan) {
        ObjectNode more = Json.newObject();
        if (plan.superseded().isEmpty()) {
            return more;
        }
        ArrayNode list = more.putArray("superseded");
        for (SubjectPlan subject : plan.subjects()) {
            for (Superseded each : subject.superseded()) {
                if (list.size() < MAX_TOLD) {
                    list.addObject()
                            .put("subjectId", subject.subjectId())
                            .put("path", each.path())
                            .put("by", each.by().userId())
                            .put("eventId", each.by().eventId())
                            .put("timestamp", Timestamps.format(each.by().timestamp()));
                }
            }
        }
        return more;
    }
}
