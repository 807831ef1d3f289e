package dev.synap.cli.git;

import dev.synap.core.event.EventDraft;
import dev.synap.core.event.Ids;

/**
 * What the log knows of the import itself: a subject of its own, whose state says how far it has come.
 *
 * @param root the first commit of the history, from which the subject's id follows
 * @param repository what the repository is called here
 */
record ImportSubject(String root, String repository) {

    private static final String TYPE = "import";

    String id() {
        return Ids.derived(TYPE, root);
    }

    EventDraft created() {
        return draft(TYPE + ".created", Ids.derived("evt", root, TYPE))
                .data(data ->
                        data.put("system", "git").put("repository", repository).put("root", root));
    }

    EventDraft advanced(String eventId, ImportPoint point) {
        return draft(TYPE + ".progress_changed", eventId).data(point.toData());
    }

    /** All of them are one change: an append's first event does not draw them into a commit's. */
    private EventDraft draft(String type, String eventId) {
        return EventDraft.of(type)
                .id(eventId)
                .subject(id())
                .subjectType(TYPE)
                .source(NoteEvents.SOURCE)
                .correlation(id());
    }
}
