package dev.synap.cli.git;

/** A file as a note would hold it. */
sealed interface NoteText {

    /**
     * All of the file, byte for byte when written as UTF-8.
     *
     * @param jsonBytes what it takes in JSON
     */
    record Text(String text, int jsonBytes) implements NoteText {}

    /** The file cannot be a note. */
    record None(String reason) implements NoteText {}
}
