package dev.synap.core.history;

import dev.synap.core.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry of a timeline while its events come in. Holds no event, since their data may be large. */
final class OpenEntry {

    private final String changeId;
    private final Sentences sentences;
    private final Set<String> userIds = new LinkedHashSet<>();
    private final Set<String> paths = new LinkedHashSet<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Long> versions = new ArrayList<>();
    private final List<TimelineStep> steps = new ArrayList<>();
    private Lead lead;
    private @Nullable Phase phase;
    private @Nullable String reason;

    /** @param first the event that it begins with, still to be added */
    OpenEntry(Event first, Sentences sentences) {
        this.changeId = Origin.changeId(first);
        this.sentences = sentences;
        this.lead = Lead.of(first);
    }

    void addFact(Event fact, Effect effect) {
        if (versions.isEmpty()) {
            lead = Lead.of(fact);
        }
        versions.add(fact.version());
        userIds.add(fact.userId());
        paths.addAll(effect.paths());
        deeds.add(Deed.of(fact, effect));
        listenForReason(fact);
    }

    /** Takes in a request, a decision, or other history of the subject itself. */
    void addStep(Event event) {
        Phase reached = Phase.of(event.type());
        phase = reached == null ? phase : reached;
        listenForReason(event);
        addComment(event);
    }

    void addComment(Event event) {
        steps.add(new TimelineStep(
                event.id(), event.position(), event.type(), event.userId(), event.timestamp(), sentences.step(event)));
    }

    /** Where it stands among the others. */
    long position() {
        return lead.position();
    }

    TimelineEntry close() {
        EntryKind kind = kind();
        return new TimelineEntry(
                changeId,
                kind,
                versions.isEmpty() ? List.of(lead.userId()) : List.copyOf(userIds),
                lead.timestamp(),
                lead.source(),
                reason,
                sentence(kind),
                List.copyOf(paths),
                versions,
                steps);
    }

    private EntryKind kind() {
        if (!versions.isEmpty()) {
            return EntryKind.CHANGE;
        }
        return phase == null ? EntryKind.REMARK : phase.withoutFact();
    }

    private String sentence(EntryKind kind) {
        return switch (kind) {
            case CHANGE -> sentences.change(userIds, deeds);
            case REMARK -> steps.getFirst().sentence();
            case REQUESTED, PROPOSED, REJECTED, UNCHANGED ->
                sentences.request(lead.userId(), lead.type(), lead.subjectType(), kind);
        };
    }

    private void listenForReason(Event event) {
        if (reason == null && !event.metadata().isEmpty()) {
            String said = Words.text(event.metadata().toNode(), "reason");
            reason = said.isEmpty() ? null : said;
        }
    }

    /** The event that says who, when and through what. */
    private record Lead(
            long position, String type, String subjectType, String userId, Instant timestamp, String source) {

        static Lead of(Event event) {
            return new Lead(
                    event.position(),
                    event.type(),
                    event.subjectType(),
                    event.userId(),
                    event.timestamp(),
                    event.source());
        }
    }
}
