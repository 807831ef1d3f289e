package dev.synap.cli.git;

import dev.synap.core.event.EventDraft;
import dev.synap.core.event.Ids;
import dev.synap.core.json.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the events of a commit's changes. Their ids follow from the commit, so that the log takes each but
 * once.
 *
 * <p>Not thread-safe.
 */
final class NoteEvents {

    static final String SOURCE = "git";

    private static final Set<String> TEXT_ENDINGS = Set.of(".md", ".markdown", ".txt");

    /** What the envelope of an event takes beside data and metadata, generously. */
    private static final int ENVELOPE_BYTES = 512;

    private final NoteTexts texts;

    NoteEvents(NoteTexts texts) {
        this.texts = texts;
    }

    /**
     * An event to send.
     *
     * @param bytes about how much it takes on the wire
     */
    record Sized(EventDraft draft, int bytes) {}

    Sized event(Provenance provenance, NoteChange change) throws IOException {
        return switch (change) {
            case NoteChange.Deleted(String subjectId, String path, String reason) ->
                sized(
                        provenance,
                        path,
                        draft(provenance, "note.deleted", subjectId, path).metadata(provenance.metadata(path, reason)));
            case NoteChange.Moved(String subjectId, String path) ->
                sized(
                        provenance,
                        path,
                        draft(provenance, "note.moved", subjectId, path).data(data -> data.put("path", path)));
            case NoteChange.Retitled(String subjectId, String path) ->
                sized(
                        provenance,
                        path,
                        draft(provenance, "note.title_changed", subjectId, path)
                                .data(data -> data.put("title", title(path))));
            case NoteChange.Rewritten(String subjectId, FileVersion file) ->
                withText(provenance, "note.content_updated", subjectId, file, Json.newObject());
            case NoteChange.Created(String subjectId, FileVersion file) ->
                withText(
                        provenance,
                        "note.created",
                        subjectId,
                        file,
                        Json.newObject().put("title", title(file.path())).put("path", file.path()));
        };
    }

    /** The file's name without an ending that only says that it is text. */
    static String title(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 && TEXT_ENDINGS.contains(name.substring(dot).toLowerCase(Locale.ROOT))
                ? name.substring(0, dot)
                : name;
    }

    /** What the data of {@code note.created} takes in JSON beside the content itself. */
    static int createdOverhead(String path) {
        int frame = "{\"title\":\"\",\"path\":\"\",\"content\":\"\"}".length();
        return frame + NoteTexts.escapedLength(title(path)) + NoteTexts.escapedLength(path);
    }

    private Sized withText(Provenance provenance, String type, String subjectId, FileVersion file, ObjectNode data)
            throws IOException {
        return switch (texts.read(file)) {
            case NoteText.Text(String text, int jsonBytes) -> {
                EventDraft draft =
                        draft(provenance, type, subjectId, file.path()).data(data.put("content", text));
                Sized frame = sized(provenance, file.path(), draft);
                yield new Sized(draft, frame.bytes() + jsonBytes);
            }
            case NoteText.None(String reason) -> throw new IllegalStateException(file + " was text, and is " + reason);
        };
    }

    private static EventDraft draft(Provenance provenance, String type, String subjectId, String path) {
        return EventDraft.of(type)
                .id(Ids.derived("evt", provenance.commitId(), type, path))
                .subject(subjectId)
                .subjectType("note")
                .metadata(provenance.metadata(path, null))
                .user(provenance.userId())
                .source(SOURCE)
                .correlation(provenance.correlationId())
                .timestamp(provenance.timestamp());
    }

    /** The path counts three times: in the metadata, in the data, and as the title. */
    private static Sized sized(Provenance provenance, String path, EventDraft draft) {
        return new Sized(draft, ENVELOPE_BYTES + provenance.metadataBytes() + 3 * NoteTexts.escapedLength(path));
    }
}
