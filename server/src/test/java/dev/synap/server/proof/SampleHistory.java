package dev.synap.server.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A small true history, made by hand, to plant faults in: a note created and updated, a request rejected, a wish of
 * an agent that a person accepts and one that a person rejects, and one that waits.
 */
final class SampleHistory {

    static final String WORKSPACE = "w";

    /** An event but for what its place in the log gives it. */
    record Draft(
            String id,
            String type,
            String subjectId,
            String userId,
            String correlationId,
            @Nullable String causationId,
            Map<String, @Nullable Object> data) {

        Draft data(String key, Object value) {
            Map<String, @Nullable Object> changed = new TreeMap<>(data);
            changed.put(key, value);
            return new Draft(id, type, subjectId, userId, correlationId, causationId, changed);
        }

        Draft id(String other) {
            return new Draft(other, type, subjectId, userId, correlationId, causationId, data);
        }

        Draft type(String other) {
            return new Draft(id, other, subjectId, userId, correlationId, causationId, data);
        }

        Draft subject(String other) {
            return new Draft(id, type, other, userId, correlationId, causationId, data);
        }

        Draft user(String other) {
            return new Draft(id, type, subjectId, other, correlationId, causationId, data);
        }

        Draft correlation(String other) {
            return new Draft(id, type, subjectId, userId, other, causationId, data);
        }

        Draft cause(String other) {
            return new Draft(id, type, subjectId, userId, correlationId, other, data);
        }
    }

    private final List<Draft> drafts = new ArrayList<>();

    static SampleHistory whole() {
        SampleHistory history = new SampleHistory();
        history.request("r1", "entities.create", "n1", "ann", Map.of("type", "note", "title", "a"));
        history.approve("r1", "r1", "entities.create", "n1", "ann");
        history.fact("r1", "note.created", "n1", "ann", Map.of("title", "a"));
        history.validate("r1", "entities.create", "n1", "ann");
        history.request("r2", "entities.update", "n1", "ann", Map.of("changes", Map.of("title", "b")));
        history.request("r3", "entities.create", "n1", "ann", Map.of("type", "note"));
        history.approve("r2", "r2", "entities.update", "n1", "ann");
        history.fact("r2", "note.title_changed", "n1", "ann", Map.of("title", "b"));
        history.validate("r2", "entities.update", "n1", "ann");
        history.reject("r3", "r3", "entities.create", "n1", "entity.exists");
        for (String number : List.of("4", "5", "6")) {
            history.propose("r" + number, "n" + number, "p" + number);
        }
        history.accept();
        history.refuse();
        return history;
    }

    /** The drafts, to be changed. */
    List<Draft> drafts() {
        return drafts;
    }

    SampleHistory change(String id, UnaryOperator<Draft> change) {
        drafts.replaceAll(draft -> draft.id().equals(id) ? change.apply(draft) : draft);
        return this;
    }

    SampleHistory remove(String id) {
        if (!drafts.removeIf(draft -> draft.id().equals(id))) {
            throw new IllegalArgumentException("no event " + id);
        }
        return this;
    }

    SampleHistory swap(String id, String other) {
        int at = index(id);
        int to = index(other);
        Draft moved = drafts.get(at);
        drafts.set(at, drafts.get(to));
        drafts.set(to, moved);
        return this;
    }

    /** The same event once more under another id, right behind another. */
    SampleHistory again(String id, String behind) {
        drafts.add(index(behind) + 1, drafts.get(index(id)).id(id + ".again"));
        return this;
    }

    /** The log: places, versions and hashes are right, whatever was changed. */
    List<LoggedEvent> log() {
        List<LoggedEvent> events = new ArrayList<>();
        Map<String, Long> versions = new HashMap<>();
        String hash = "0".repeat(64);
        for (Draft draft : drafts) {
            LoggedEvent event = place(draft, events.size() + 1L, versions.merge(draft.subjectId, 1L, Long::sum), "");
            hash = OrderCheck.hash(hash, event);
            events.add(place(draft, event.position(), event.version(), hash));
        }
        return events;
    }

    private static LoggedEvent place(Draft draft, long position, long version, String hash) {
        String time = "2026-01-01T00:00:00.%06dZ".formatted(position);
        String type = draft.subjectId.startsWith("p") ? "proposal" : "note";
        return new LoggedEvent(
                WORKSPACE,
                position,
                draft.id,
                draft.type,
                draft.subjectId,
                type,
                version,
                draft.userId,
                "api",
                draft.correlationId,
                draft.causationId,
                draft.data,
                Map.of(),
                new LoggedEvent.Sealed(time, time, PlainJson.write(draft.data), "{}", hash));
    }

    private int index(String id) {
        for (int i = 0; i < drafts.size(); i++) {
            if (drafts.get(i).id.equals(id)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no event " + id);
    }

    private void propose(String request, String note, String proposal) {
        Map<String, @Nullable Object> content = Map.of("type", "note", "title", request);
        request(request, "entities.create", note, "bot", content);
        add(
                request + ".proposed",
                "entities.create.proposed",
                note,
                "system",
                request,
                request,
                Map.of("requestId", request, "proposalId", proposal, "rule", "agent.default"));
        Map<String, @Nullable Object> fields = new TreeMap<>(Map.of(
                "requestId", request, "subjectId", note, "proposedBy", "bot", "status", "waiting", "baseVersion", 0));
        fields.put("content", content);
        fields.put("contentHash", PlainJson.canonicalHash(content));
        add(request + ".proposal", "proposal.created", proposal, "bot", request, request + ".proposed", fields);
    }

    private void accept() {
        decide("d4", "proposals.accept", "p4", Map.of("contentHash", hashOf("r4"), "version", 0));
        decided("d4", "proposal.accepted", "p4");
        approve("r4", "d4.approved", "entities.create", "n4", "ben");
        fact("r4", "note.created", "n4", "bot", Map.of("title", "r4"));
        validate("r4", "entities.create", "n4", "bot");
        validate("d4", "proposals.accept", "p4", "ben");
    }

    private void refuse() {
        decide("d5", "proposals.reject", "p5", Map.of("contentHash", hashOf("r5"), "reason", "no"));
        decided("d5", "proposal.rejected", "p5");
        reject("r5", "d5.approved", "entities.create", "n5", "proposal.rejected");
        validate("d5", "proposals.reject", "p5", "ben");
    }

    private void decide(String id, String stem, String proposal, Map<String, @Nullable Object> data) {
        request(id, stem, proposal, "ben", data);
        approve(id, id, stem, proposal, "ben");
    }

    private void decided(String decision, String type, String proposal) {
        add(decision + ".fact", type, proposal, "ben", decision, decision + ".approved", Map.of("decidedBy", "ben"));
    }

    private static String hashOf(String request) {
        return PlainJson.canonicalHash(Map.of("type", "note", "title", request));
    }

    private void request(String id, String stem, String subject, String user, Map<String, @Nullable Object> data) {
        add(id, stem + ".requested", subject, user, id, null, data);
    }

    private void approve(String request, String cause, String stem, String subject, String user) {
        add(
                request + ".approved",
                stem + ".approved",
                subject,
                user,
                request,
                cause,
                Map.of("requestId", request, "rule", "role.editor"));
    }

    private void fact(String request, String type, String subject, String user, Map<String, @Nullable Object> data) {
        add(request + ".fact", type, subject, user, request, request + ".approved", data);
    }

    private void validate(String request, String stem, String subject, String user) {
        add(
                request + ".validated",
                stem + ".validated",
                subject,
                user,
                request,
                request + ".approved",
                Map.of("requestId", request, "entityId", subject));
    }

    private void reject(String request, String cause, String stem, String subject, String rule) {
        add(
                request + ".rejected",
                stem + ".rejected",
                subject,
                "system",
                request,
                cause,
                Map.of("requestId", request, "rule", rule, "reason", "no"));
    }

    private void add(
            String id,
            String type,
            String subject,
            String user,
            String correlation,
            @Nullable String cause,
            Map<String, @Nullable Object> data) {
        drafts.add(new Draft(id, type, subject, user, correlation, cause, data));
    }
}
