package dev.synap.cli.git;

/** What a commit does to one file. */
sealed interface FileChange {

    /** The file was not there before. */
    record Added(FileVersion file) implements FileChange {}

    /**
     * The file was there, in another form.
     *
     * @param sameContent only its mode changed
     */
    record Modified(FileVersion file, boolean sameContent) implements FileChange {}

    /**
     * The file was at another path.
     *
     * @param sameContent it was only moved
     */
    record Renamed(String from, FileVersion file, boolean sameContent) implements FileChange {}

    record Deleted(String path) implements FileChange {}

    /** A file whose name the log cannot keep. */
    record Unnamable(String path, String reason) implements FileChange {}
}
