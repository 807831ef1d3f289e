package dev.synap.cli.git;

import org.jspecify.annotations.Nullable;

/** What a commit does to one note: one event. */
sealed interface NoteChange {

    String subjectId();

    /** Where the note lies after the change; for a deleted one, before it. */
    String path();

    /**
     * The file is gone, or is no text any more.
     *
     * @param reason why it is no text; null where it is gone
     */
    record Deleted(String subjectId, String path, @Nullable String reason) implements NoteChange {}

    record Moved(String subjectId, String path) implements NoteChange {}

    record Retitled(String subjectId, String path) implements NoteChange {}

    record Rewritten(String subjectId, FileVersion file) implements NoteChange {
        @Override
        public String path() {
            return file.path();
        }
    }

    record Created(String subjectId, FileVersion file) implements NoteChange {
        @Override
        public String path() {
            return file.path();
        }
    }
}
