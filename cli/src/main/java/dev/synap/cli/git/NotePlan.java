package dev.synap.cli.git;

import java.util.List;

/**
 * What one commit does to the notes.
 *
 * @param changes in the order of their events
 * @param skipped the files of this commit that are no notes
 */
record NotePlan(List<NoteChange> changes, List<Skipped> skipped) {}
