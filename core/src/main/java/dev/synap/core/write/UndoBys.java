package dev.synap.core.write;

import dev.synap.core.access.Actor;
import dev.synap.core.access.ActorKind;
import dev.synap.core.access.Role;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.undo.Authored;
import dev.synap.core.undo.Reversal;
import dev.synap.core.undo.ReversalKind;
import dev.synap.core.undo.Taken;
import dev.synap.core.undo.Undo;
import dev.synap.core.undo.UndoPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows requests to take back what a user did. The request is approved, and its work is cut into slices: each is a
 * request of Synap itself, which the slice before it leaves behind in the same append as its facts. So it goes on where
 * it was, whatever is stopped when, and other requests come in between.
 */
final class UndoBys {

    static final String SLICE = "undo_by_slice";

    /** Subjects at once. */
    private static final int PAGE = 2_000;

    private static final int SLICE_SUBJECTS = 100;

    /** In characters of JSON, beyond which a slice takes no further subject. */
    private static final int SLICE_TEXT = 2_000_000;

    private final EntityRules rules;

    UndoBys(EntityRules rules) {
        this.rules = rules;
    }

    static boolean follows(String eventType) {
        return eventType.equals("history." + UndoByWish.VERB + ".requested")
                || eventType.equals("history." + SLICE + ".requested");
    }

    /** Why this actor may not; empty when they may. An agent never does: nobody would have looked at the preview. */
    Optional<Refusal> refusal(Actor actor, Subjects subjects) {
        boolean admin = new Rights(subjects)
                .role(actor.userId())
                .filter(role -> role.isAtLeast(Role.ADMIN))
                .isPresent();
        return actor.kind() == ActorKind.PERSON && admin
                ? Optional.empty()
                : Optional.of(Refusal.of("undo.by", "only admins take back what a user did, and agents never"));
    }

    /** What it would come to now. */
    UndoBySurvey survey(UndoByWish wish, String byUser, Instant at, Subjects subjects, Pasts pasts) {
        UndoBySurvey.Count count = new UndoBySurvey.Count();
        String after = "";
        while (true) {
            List<Authored> page = pasts.authored(wish.authorship(), Set.of(), after, PAGE);
            plans(wish, byUser, at, subjects, pasts).take(page).stream()
                    .filter(taken -> !taken.isNothing())
                    .forEach(count::add);
            if (page.size() < PAGE) {
                return count.survey(wish);
            }
            after = page.getLast().subjectId();
        }
    }

    List<NewEvent> follow(Event request, Chain chain, Actor actor, Subjects subjects, Pasts pasts) {
        ObjectNode data = request.data().toNode();
        if (request.type().startsWith("history." + SLICE + ".")) {
            return actor.kind() == ActorKind.SYSTEM
                    ? slice(request, chain, data, subjects, pasts)
                    : List.of(chain.rejected(Refusal.of("no_access", "only Synap itself cuts slices")));
        }
        Optional<Refusal> refusal = refusal(actor, subjects);
        if (refusal.isPresent()) {
            return List.of(chain.rejected(refusal.get()));
        }
        UndoByWish wish = UndoByWish.parse(data);
        UndoBySurvey now = survey(wish, actor.userId(), request.timestamp(), subjects, pasts);
        if (!now.digest().equals(wish.seen())) {
            return List.of(chain.rejected(Refusal.of(
                    Rules.UNDO_STALE, "what the preview showed has changed since; preview again, and send its token")));
        }
        if (now.written() == 0) {
            return List.of(chain.rejected(Refusal.of(
                    Rules.NOTHING_TO_UNDO,
                    "nothing is left that %s did and that could be taken back"
                            .formatted(wish.authorship().userId()))));
        }
        if (wish.policy() == UndoPolicy.FAIL && now.superseded() > 0) {
            return List.of(chain.rejected(
                    Refusal.of(Rules.UNDO_SUPERSEDED, now.superseded() + " fields were written later by others")));
        }
        NewEvent approved = chain.approved(chain.userId(), chain.requestId(), "role.admin", Json.newObject());
        return List.of(approved, next(chain, approved.id(), new Progress("", 0, 0, now.subjects(), 0, 0)));
    }

    /** How far it has come: the subject it has come to, how many it has written to, reached, and will reach. */
    private record Progress(String after, long written, long done, long total, long superseded, long left) {

        static Progress of(ObjectNode data) {
            return new Progress(
                    data.path("after").asString(""),
                    data.path("written").asLong(0),
                    data.path("done").asLong(0),
                    data.path("total").asLong(0),
                    data.path("superseded").asLong(0),
                    data.path("left").asLong(0));
        }

        ObjectNode counts() {
            return Json.newObject()
                    .put("done", done)
                    .put("total", total)
                    .put("written", written)
                    .put("superseded", superseded)
                    .put("left", left);
        }

        Progress with(Taken taken) {
            return new Progress(
                    taken.plan().subjectId(),
                    written + (taken.plan().changesNothing() ? 0 : 1),
                    done + (taken.isNothing() ? 0 : 1),
                    total,
                    superseded + taken.plan().superseded().size(),
                    left + (taken.left().isEmpty() ? 0 : 1));
        }
    }

    private List<NewEvent> slice(Event slice, Chain own, ObjectNode data, Subjects subjects, Pasts pasts) {
        Event request = pasts.event(data.path("requestId").asString(""))
                .orElseThrow(() -> new InvalidInputException("requestId", "is no request"));
        Chain chain = Chain.of(request);
        UndoByWish wish = UndoByWish.parse(request.data().toNode());
        Progress progress = Progress.of(data);
        List<Authored> page = pasts.authored(wish.authorship(), Set.of(), progress.after(), SLICE_SUBJECTS);
        List<NewEvent> events = new ArrayList<>();
        int text = 0;
        int taken = 0;
        for (Taken each : plans(wish, request.userId(), slice.timestamp(), subjects, pasts)
                .take(page)) {
            if (!each.plan().changesNothing()) {
                FactDraft fact = fact(each, wish);
                events.add(chain.fact(
                        (int) progress.written(),
                        fact,
                        each.plan().subjectId(),
                        each.plan().subjectType(),
                        slice.id()));
                text += events.getLast().data().text().length();
            }
            progress = progress.with(each);
            taken++;
            if (text > SLICE_TEXT) {
                break;
            }
        }
        events.add(own.validated(slice.id()));
        boolean more = taken < page.size() || page.size() == SLICE_SUBJECTS;
        events.add(more ? next(chain, slice.id(), progress) : chain.validated(slice.id(), progress.counts()));
        return events;
    }

    private static FactDraft fact(Taken taken, UndoByWish wish) {
        Reversal reversal = new Reversal(
                ReversalKind.UNDO,
                taken.reverts(),
                Set.of(),
                0,
                wish.authorship().userId());
        return new FactDraft(Reversal.factType(taken.plan().subjectType()), reversal.data(taken.plan()));
    }

    private UndoByPlans plans(UndoByWish wish, String byUser, Instant at, Subjects subjects, Pasts pasts) {
        return new UndoByPlans(rules, subjects, pasts, wish, new Undo(wish.policy(), byUser, at));
    }

    private static NewEvent next(Chain chain, String cause, Progress progress) {
        ObjectNode data = progress.counts().put("requestId", chain.requestId()).put("after", progress.after());
        return new NewEvent(
                DerivedIds.event(chain.requestId(), "slice." + progress.after()),
                "history." + SLICE + ".requested",
                chain.subjectId(),
                chain.subjectType(),
                JsonObject.of(data),
                JsonObject.empty(),
                Actor.SYSTEM_ID,
                "synap",
                chain.correlationId(),
                cause,
                null);
    }
}
