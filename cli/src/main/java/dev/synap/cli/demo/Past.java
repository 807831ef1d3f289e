package dev.synap.cli.demo;

import dev.synap.core.event.EventDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that happened before the demo began. */
final class Past {

    private Past() {}

    /**
     * The events, oldest first. Those of a demo that began at the same time are the same, ids included, so that
     * appending them again changes nothing.
     */
    static List<EventDraft> events(Instant began) {
        List<PastEvent> all = new ArrayList<>(
                Stream.of(MarketingPlan.events(), TeamMeeting.events(began), Notebook.events(), Work.events(began))
                        .flatMap(List::stream)
                        .toList());
        all.sort(Comparator.comparing(PastEvent::ago).reversed());

        Map<String, Integer> versions = new HashMap<>();
        List<EventDraft> drafts = new ArrayList<>();
        for (PastEvent event : all) {
            int version = versions.merge(event.subjectId(), 1, Integer::sum);
            drafts.add(event.draft(began, id(event.subjectId(), version)));
        }
        return List.copyOf(drafts);
    }

    /** The id of the event that gave a subject this version. */
    static String id(String subjectId, int version) {
        return "evt_" + subjectId + "_" + version;
    }
}
