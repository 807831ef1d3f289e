package dev.synap.cli.git;

import dev.synap.core.event.Ids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the notes from commit to commit. A renamed file stays the note it was; a file that comes back
 * after it was deleted is a new one.
 *
 * <p>Not thread-safe.
 */
final class NotePlanner {

    private final String root;
    private final NoteTexts texts;
    private final Notes notes;

    /** @param root the first commit of the history, which makes its notes' ids its own */
    NotePlanner(String root, NoteTexts texts, Notes notes) {
        this.root = root;
        this.texts = texts;
        this.notes = notes;
    }

    /** What a commit's changes mean for the notes, which are as of this commit afterwards. */
    NotePlan follow(String commit, List<FileChange> changes) throws IOException {
        Step step = new Step(commit);
        for (FileChange change : changes) {
            switch (change) {
                case FileChange.Added(FileVersion file) -> step.arrive(file);
                case FileChange.Modified(FileVersion file, boolean same) -> step.stay(file.path(), file, same);
                case FileChange.Renamed(String from, FileVersion file, boolean same) -> step.stay(from, file, same);
                case FileChange.Deleted(String path) -> step.leave(path);
                case FileChange.Unnamable(String path, String reason) ->
                    step.skipped.add(new Skipped(path, commit, reason));
            }
        }
        return step.finish();
    }

    /** One commit's changes, sorted by kind: what leaves a path must go before what comes to it. */
    private final class Step {

        private final String commit;
        private final List<NoteChange> deleted = new ArrayList<>();
        private final List<NoteChange> moved = new ArrayList<>();
        private final List<NoteChange> rewritten = new ArrayList<>();
        private final List<NoteChange> created = new ArrayList<>();
        private final Map<String, String> arrivals = new LinkedHashMap<>();
        private final List<Skipped> skipped = new ArrayList<>();

        Step(String commit) {
            this.commit = commit;
        }

        void arrive(FileVersion file) throws IOException {
            switch (texts.read(file)) {
                case NoteText.Text _ -> create(file);
                case NoteText.None(String reason) -> skipped.add(new Skipped(file.path(), commit, reason));
            }
        }

        void leave(String path) {
            String subjectId = notes.at(path);
            if (subjectId != null) {
                notes.remove(path);
                deleted.add(new NoteChange.Deleted(subjectId, path, null));
            }
        }

        void stay(String from, FileVersion file, boolean sameContent) throws IOException {
            String subjectId = notes.at(from);
            if (subjectId == null) {
                arrive(file);
                return;
            }
            notes.remove(from);
            switch (texts.read(file)) {
                case NoteText.Text _ -> {
                    arrivals.put(file.path(), subjectId);
                    move(subjectId, from, file.path());
                    if (!sameContent) {
                        rewritten.add(new NoteChange.Rewritten(subjectId, file));
                    }
                }
                case NoteText.None(String reason) -> {
                    deleted.add(new NoteChange.Deleted(subjectId, from, reason));
                    skipped.add(new Skipped(file.path(), commit, reason));
                }
            }
        }

        private void move(String subjectId, String from, String to) {
            if (!from.equals(to)) {
                moved.add(new NoteChange.Moved(subjectId, to));
            }
            if (!NoteEvents.title(from).equals(NoteEvents.title(to))) {
                moved.add(new NoteChange.Retitled(subjectId, to));
            }
        }

        private void create(FileVersion file) {
            String subjectId = Ids.derived("note", root, commit, file.path());
            arrivals.put(file.path(), subjectId);
            created.add(new NoteChange.Created(subjectId, file));
        }

        NotePlan finish() {
            arrivals.forEach(notes::put);
            List<NoteChange> changes = new ArrayList<>(deleted);
            changes.addAll(moved);
            changes.addAll(rewritten);
            changes.addAll(created);
            return new NotePlan(changes, skipped);
        }
    }
}
