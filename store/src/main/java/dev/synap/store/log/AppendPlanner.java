package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.event.RequestContext;
import dev.synap.core.event.Timestamps;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.DuplicateId;
import dev.synap.core.log.AppendResult.Receipt;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.core.log.HashChain;
import dev.synap.store.log.AppendPlan.EventKey;
import dev.synap.store.log.AppendPlan.SubjectMove;
import dev.synap.store.log.AppendPlan.WorkspaceMove;
import dev.synap.store.log.Heads.SubjectHead;
import dev.synap.store.log.Heads.WorkspaceHead;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides a batch of appends, one after the other, on what is known of the heads: hands out positions,
 * versions and hashes to those that hold, and an answer to those that do not. No I/O.
 */
final class AppendPlanner {

    private final Clock clock;

    AppendPlanner(Clock clock) {
        this.clock = clock;
    }

    /**
     * Plans on what is remembered. Versions only grow, so who expects less than is remembered is refused,
     * once it is known that the append is not a repeated one. Whatever memory cannot decide is left open: a
     * version that is higher than remembered, a subject that is not remembered, an event id that the batch
     * uses twice.
     */
    AppendPlan planAsRemembered(List<PendingAppend> batch, Heads heads) {
        AppendPlan plan = new AppendPlan();
        for (PendingAppend pending : batch) {
            AppendRequest request = pending.request();
            WorkspaceHead head = heads.get(request.workspaceId());
            if (head == null || usesPlannedId(request, plan) || !allRemembered(request, head, plan)) {
                plan.leaveOpen(pending);
                continue;
            }
            VersionConflict conflict = firstConflict(request, head, plan, true);
            if (conflict == null) {
                plan.answer(pending, accept(request, head, plan));
            } else if (conflict.expectedVersion() < conflict.currentVersion()) {
                plan.refuse(pending, conflict);
            } else {
                plan.leaveOpen(pending);
            }
        }
        return plan;
    }

    /**
     * Plans on heads that are locked and read in full, with the events that stand under the batch's ids.
     * Every append gets its answer.
     */
    AppendPlan planExactly(List<PendingAppend> batch, Heads heads, Map<EventKey, Event> stored) {
        AppendPlan plan = new AppendPlan();
        for (PendingAppend pending : batch) {
            AppendRequest request = pending.request();
            WorkspaceHead head = Objects.requireNonNull(heads.get(request.workspaceId()), "locked");
            AppendResult known = alreadyKnown(request, plan, stored);
            if (known == null) {
                known = firstConflict(request, head, plan, false);
            }
            plan.answer(pending, known != null ? known : accept(request, head, plan));
        }
        return plan;
    }

    private static boolean usesPlannedId(AppendRequest request, AppendPlan plan) {
        return request.events().stream()
                .anyMatch(event -> plan.planned(new EventKey(request.workspaceId(), event.id())) != null);
    }

    private static boolean allRemembered(AppendRequest request, WorkspaceHead head, AppendPlan plan) {
        return request.events().stream()
                .allMatch(event -> isEnough(request, event, current(request, event.subjectId(), head, plan)));
    }

    /**
     * Whether an event can be planned on what is known of its subject. Where nothing is, the version that the
     * writer expects will do, for the write compares it; the subject's kind must be known or said.
     */
    static boolean isEnough(AppendRequest request, NewEvent event, @Nullable SubjectHead known) {
        SubjectHead head = known != null ? known : expected(request, event.subjectId());
        return head != null && (head.version() == 0 || !head.type().isEmpty() || event.subjectType() != null);
    }

    /** Where the writer believes a subject to stand; null when they do not say. */
    private static @Nullable SubjectHead expected(AppendRequest request, String subjectId) {
        return request.expectedVersions().get(subjectId) instanceof ExpectedVersion.Exactly(long version)
                ? new SubjectHead(version, "")
                : null;
    }

    private static @Nullable VersionConflict firstConflict(
            AppendRequest request, WorkspaceHead head, AppendPlan plan, boolean trustUnknown) {
        for (Map.Entry<String, ExpectedVersion> entry :
                request.expectedVersions().entrySet()) {
            if (entry.getValue() instanceof ExpectedVersion.Exactly(long expected)) {
                SubjectHead current = current(request, entry.getKey(), head, plan);
                if (current == null && trustUnknown) {
                    continue;
                }
                long version = current == null ? 0 : current.version();
                if (version != expected) {
                    return new VersionConflict(entry.getKey(), expected, version);
                }
            }
        }
        return null;
    }

    private static @Nullable SubjectHead current(
            AppendRequest request, String subjectId, WorkspaceHead head, AppendPlan plan) {
        WorkspaceMove move = plan.moves().get(request.workspaceId());
        SubjectMove moved = move == null ? null : move.subjects.get(subjectId);
        return moved != null ? new SubjectHead(moved.version, moved.type) : head.subjects.get(subjectId);
    }

    private Appended accept(AppendRequest request, WorkspaceHead head, AppendPlan plan) {
        WorkspaceMove move = plan.moves().computeIfAbsent(request.workspaceId(), id -> startOf(head));
        List<Receipt> receipts = new ArrayList<>(request.events().size());
        for (NewEvent event : request.events()) {
            SubjectMove subject = move.subjects.computeIfAbsent(event.subjectId(), id -> startOf(request, event, head));
            subject.version++;
            move.position++;
            Event placed = place(request.workspaceId(), event, move, subject);
            move.hash = placed.hash();
            plan.add(placed);
            receipts.add(new Receipt(event.id(), event.subjectId(), move.position, subject.version));
        }
        return new Appended(receipts, false);
    }

    private WorkspaceMove startOf(WorkspaceHead head) {
        Instant now = Timestamps.truncate(clock.instant());
        Instant recordedAt = now.isBefore(head.recordedAt) ? head.recordedAt : now;
        return new WorkspaceMove(head.position, head.hash, recordedAt);
    }

    private static SubjectMove startOf(AppendRequest request, NewEvent first, WorkspaceHead head) {
        SubjectHead known = head.subjects.get(first.subjectId());
        SubjectHead current =
                Objects.requireNonNull(known != null ? known : expected(request, first.subjectId()), "was enough");
        String type = current.version() > 0 ? current.type() : typeOfNewSubject(first);
        return new SubjectMove(current, type);
    }

    private static String typeOfNewSubject(NewEvent first) {
        return first.subjectType() != null ? first.subjectType() : first.subjectTypeByName();
    }

    private static Event place(String workspaceId, NewEvent event, WorkspaceMove move, SubjectMove subject) {
        Instant timestamp = event.timestamp() != null ? event.timestamp() : move.recordedAt;
        Event unsealed = new Event(
                workspaceId,
                move.position,
                event.id(),
                event.type(),
                event.subjectId(),
                event.subjectType() != null ? event.subjectType() : subject.type,
                subject.version,
                event.data(),
                event.metadata(),
                event.userId(),
                event.source(),
                event.correlationId(),
                event.causationId(),
                timestamp,
                move.recordedAt,
                "");
        return unsealed.sealed(HashChain.hash(move.hash, unsealed));
    }

    /** The first result of an append that the log has already, or the event that holds one of its ids. */
    private static @Nullable AppendResult alreadyKnown(
            AppendRequest request, AppendPlan plan, Map<EventKey, Event> stored) {
        Map<String, Event> found = new HashMap<>();
        for (NewEvent event : request.events()) {
            EventKey key = new EventKey(request.workspaceId(), event.id());
            Event existing = stored.getOrDefault(key, plan.planned(key));
            if (existing != null) {
                found.put(event.id(), existing);
            }
        }
        if (found.isEmpty()) {
            return null;
        }
        List<Receipt> receipts = new ArrayList<>(request.events().size());
        long next = -1;
        for (NewEvent event : request.events()) {
            Event existing = found.get(event.id());
            boolean inOrder = existing != null && (next < 0 || existing.position() == next);
            if (existing == null || !inOrder || !sameContent(event, existing)) {
                Event other =
                        existing != null ? existing : found.values().iterator().next();
                return new DuplicateId(other.id(), other.position());
            }
            next = existing.position() + 1;
            receipts.add(new Receipt(event.id(), event.subjectId(), existing.position(), existing.version()));
        }
        return new Appended(receipts, true);
    }

    /** Whether this is what was sent then; where the log filled in a value, any value will do. */
    private static boolean sameContent(NewEvent sent, Event stored) {
        return sent.type().equals(stored.type())
                && sent.subjectId().equals(stored.subjectId())
                && (sent.subjectType() == null || sent.subjectType().equals(stored.subjectType()))
                && sent.data().equals(stored.data())
                && sent.userId().equals(stored.userId())
                && sent.source().equals(stored.source())
                && Objects.equals(sent.correlationId(), stored.correlationId())
                && Objects.equals(sent.causationId(), stored.causationId())
                && (sent.timestamp() == null || sent.timestamp().equals(stored.timestamp()))
                && RequestContext.withoutContext(sent.metadata())
                        .equals(RequestContext.withoutContext(stored.metadata()));
    }
}
