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
import dev.synap.core.json.JsonObject;
import dev.synap.core.undo.Reversal;
import dev.synap.core.undo.SubjectPlan;
import dev.synap.core.undo.Superseded;
import dev.synap.core.undo.Undo;
import dev.synap.core.undo.UndoPlan;
import dev.synap.core.undo.UndoPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Follows requests that take something back: undo, redo, restore. Each is one change, over all subjects it reaches. */
final class Histories {

    private static final int MAX_TOLD = 100;

    private final EntityRules rules;
    private final Proposing proposing;

    Histories(EntityRules rules, Proposing proposing) {
        this.rules = rules;
        this.proposing = proposing;
    }

    List<NewEvent> follow(Event event, Chain chain, Actor actor, Subjects subjects, Pasts pasts) {
        String verb = chain.stem().substring(chain.stem().indexOf('.') + 1);
        HistoryRequest request = HistoryRequest.parse(
                verb,
                event.subjectId(),
                event.userId(),
                event.timestamp(),
                event.data().toNode());
        return switch (preview(request, actor, subjects, pasts)) {
            case UndoPreview.Possible possible -> approved(chain, possible);
            case UndoPreview.Proposed proposed -> {
                Subject subject = subjects.subject(event.subjectId());
                yield proposing.propose(
                        event,
                        chain,
                        Action.history(verb, subject.type()),
                        subject,
                        new Decision.Propose(proposed.rule(), proposed.reason()),
                        pinned(request.wish(), event.data(), proposed.plan(), subject));
            }
            case UndoPreview.Refused no -> List.of(chain.rejected(refusal(no)));
        };
    }

    /**
     * The wish as it is kept while it waits: what is newest may be something else when somebody decides, so the changes
     * are named; a redo, which cannot name them, holds for the subject as it is now.
     */
    private static JsonObject pinned(HistoryWish wish, JsonObject data, UndoPlan plan, Subject subject) {
        ObjectNode kept = data.toNode();
        kept.remove(List.of("expectedVersion"));
        switch (wish) {
            case HistoryWish.Undo _ -> {
                kept.remove(List.of("count", "by"));
                ArrayNode changes = kept.putArray("changes");
                plan.reversal().reverts().stream().sorted().forEach(changes::add);
            }
            case HistoryWish.Redo _ -> kept.put("expectedVersion", subject.factVersion());
            case HistoryWish.UndoTo _, HistoryWish.Restore _ -> {}
        }
        return JsonObject.of(kept);
    }

    static Refusal refusal(UndoPreview.Refused no) {
        return new Refusal(no.rule(), no.reason(), no.errors());
    }

    /**
     * What a request would come to.
     *
     * @param actor who has it done, by their rights: who asks, or who accepts what somebody proposed
     */
    UndoPreview preview(HistoryRequest request, Actor actor, Subjects subjects, Pasts pasts) {
        try {
            return plan(request, actor, subjects, pasts);
        } catch (RefusedException e) {
            Refusal refusal = e.refusal();
            return new UndoPreview.Refused(refusal.rule(), refusal.reason(), refusal.faults());
        }
    }

    private UndoPreview plan(HistoryRequest request, Actor actor, Subjects subjects, Pasts pasts) {
        HistoryWish wish = request.wish();
        Subject subject = subjects.subject(request.subjectId());
        Judge judge = new Judge(request, actor, new Rights(subjects));
        // Who may not even change it is not told what could be undone.
        judge.decide(subject.type(), List.of("update"), request.subjectId(), Set.of());
        if (!subject.exists()) {
            throw new RefusedException(Rules.NOT_FOUND, "there is no " + request.subjectId());
        }
        HistoryPlans.checkType(subject.type());
        checkVersion(request, subject);
        UndoPlan plan = new HistoryPlans(subjects, pasts)
                .plan(wish, subject, new Undo(wish.policy(), request.userId(), request.at()));
        judge.decide(subject.type(), verbs(plan, request.subjectId()), request.subjectId(), plan.authors());
        for (SubjectPlan each : plan.subjects()) {
            judge.decide(each.subjectType(), verbs(plan, each.subjectId()), each.subjectId(), plan.authors());
        }
        check(plan, wish, subjects, pasts);
        return judge.verdict(plan);
    }

    private static void checkVersion(HistoryRequest request, Subject subject) {
        if (request.expectedVersion().isPresent() && request.expectedVersion().getAsLong() < subject.factVersion()) {
            throw new RefusedException(
                    Rules.MOVED_ON,
                    "[%s] version %d expected, %d found"
                            .formatted(
                                    request.subjectId(),
                                    request.expectedVersion().getAsLong(),
                                    subject.factVersion()));
        }
    }

    /** Looks at the rights for every subject that is reached: one that needs a person's word makes all need it. */
    private static final class Judge {

        private final HistoryRequest request;
        private final Actor actor;
        private final Rights rights;
        private String rule = "";
        private Decision.@Nullable Propose proposed;

        Judge(HistoryRequest request, Actor actor, Rights rights) {
            this.request = request;
            this.actor = actor;
            this.rights = rights;
        }

        void decide(String type, List<String> verbs, String subjectId, Set<String> authors) {
            boolean others = authors.stream()
                    .anyMatch(author -> !author.equals(actor.userId()) && !author.equals(request.userId()));
            Decision decision = Permissions.decideHistory(
                    actor,
                    Action.history(request.wish().verb(), type),
                    verbs,
                    rights.standing(actor.userId(), subjectId, type),
                    others,
                    request.wish().policy() == UndoPolicy.FORCE,
                    rights.policies(actor));
            switch (decision) {
                case Decision.Approve approve -> rule = rule.isEmpty() ? approve.rule() : rule;
                case Decision.Propose propose -> proposed = proposed == null ? propose : proposed;
                case Decision.Reject reject -> throw new RefusedException(Refusal.of(reject));
            }
        }

        UndoPreview verdict(UndoPlan plan) {
            return proposed == null
                    ? new UndoPreview.Possible(plan, rule)
                    : new UndoPreview.Proposed(plan, proposed.rule(), proposed.reason());
        }
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
        events.addAll(facts(chain, planned.plan(), approved.id(), chain.userId(), chain.source()));
        events.add(chain.validated(approved.id(), kept(planned.plan())));
        return events;
    }

    /** The facts that carry a plan out, by its author or by a reviewer who changed it. */
    static List<NewEvent> facts(Chain chain, UndoPlan plan, String cause, String byUser, String through) {
        List<NewEvent> events = new ArrayList<>();
        for (SubjectPlan each : plan.written()) {
            FactDraft draft = new FactDraft(
                    Reversal.factType(each.subjectType()), plan.reversal().data(each));
            events.add(chain.fact(events.size(), draft, each.subjectId(), each.subjectType(), cause, byUser, through));
        }
        return events;
    }

    /** What was not taken back, or was overwritten, so that nobody takes part for all. */
    static ObjectNode kept(UndoPlan plan) {
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
