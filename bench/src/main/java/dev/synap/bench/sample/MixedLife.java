package dev.synap.bench.sample;

import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.JsonObject;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Subjects of all kinds that have tables, each made once and changed from then on. Every event is a fact, so that
 * the projections have work with each.
 */
public final class MixedLife implements StoredLog.Life {

    public static final String MIX = "of 20 subjects 9 notes, 6 tasks, 2 comments, a project, a relation, a bookmark";

    public static final int TAGS = 50;
    private static final String TAGGED = "entity.tagged";

    private static final Kind NOTE =
            new Kind("note", "note.content_updated", "note.title_changed", "note.content_updated", TAGGED);
    private static final Kind TASK =
            new Kind("task", "task.title_changed", "task.due_date_changed", "task.completed", "task.reopened", TAGGED);
    private static final Kind PROJECT = new Kind("project", "project.title_changed", "project.updated");
    private static final Kind COMMENT = new Kind("comment", "comment.updated");
    private static final Kind RELATION = new Kind("relation", "relation.updated");
    private static final Kind BOOKMARK = new Kind("bookmark", "bookmark.updated", "bookmark.title_changed", TAGGED);

    private static final List<Kind> KINDS = List.of(
            NOTE, TASK, NOTE, TASK, NOTE, TASK, NOTE, TASK, NOTE, TASK, NOTE, TASK, NOTE, NOTE, NOTE, COMMENT, COMMENT,
            PROJECT, RELATION, BOOKMARK);

    private final SampleEvents events;
    private final Prose prose = new Prose();

    public MixedLife(SampleEvents events) {
        this.events = events;
    }

    @Override
    public NewEvent event(int subject, int version, SplittableRandom random) {
        Kind kind = KINDS.get(subject % KINDS.size());
        String type =
                version == 1 ? kind.subjectType + ".created" : kind.changes.get((version - 2) % kind.changes.size());
        return new NewEvent(
                events.nextId(),
                type,
                id(kind, subject),
                kind.subjectType,
                JsonObject.ofStored(data(kind, type, subject, version, random)),
                SampleEvents.METADATA,
                SampleEvents.USER,
                SampleEvents.SOURCE,
                null,
                null,
                null);
    }

    private String data(Kind kind, String type, int subject, int version, SplittableRandom random) {
        String field = type.substring(type.indexOf('.') + 1);
        return switch (field) {
            case "title_changed" -> "{\"title\":\"Title %d of %d\"}".formatted(version, subject);
            case "due_date_changed" -> "{\"dueDate\":\"2027-01-%02dT09:00:00Z\"}".formatted(version);
            case "completed", "reopened" -> "{}";
            case "tagged" -> "{\"tag\":\"tag%d\"}".formatted(random.nextInt(TAGS));
            case "content_updated" -> "{\"content\":\"%s\"}".formatted(prose.next(random));
            default -> fields(kind, subject, version, random);
        };
    }

    private String fields(Kind kind, int subject, int version, SplittableRandom random) {
        if (kind == RELATION) {
            return "{\"from\":\"%s\",\"to\":\"%s\",\"kind\":\"kind%d\"}"
                    .formatted(id(NOTE, subject), id(TASK, subject), version);
        }
        if (kind == COMMENT) {
            return "{\"on\":\"%s\",\"text\":\"%s\"}".formatted(id(NOTE, subject), prose.next(random));
        }
        return "{\"title\":\"Title %d of %d\",\"content\":\"%s\"}".formatted(version, subject, prose.next(random));
    }

    private static String id(Kind kind, int subject) {
        return Ids.derived(kind.subjectType, Integer.toString(subject));
    }

    private record Kind(String subjectType, List<String> changes) {
        Kind(String subjectType, String... changes) {
            this(subjectType, List.of(changes));
        }
    }
}
