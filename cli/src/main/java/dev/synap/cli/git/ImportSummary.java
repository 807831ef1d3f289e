package dev.synap.cli.git;

import java.util.List;

/**
 * What an import did.
 *
 * @param commits how many commits were imported now
 * @param before how many had been imported earlier
 * @param events how many events of notes were stored
 * @param notes how many notes there are as of the last commit
 * @param skipped the files that were left out, each once
 * @param datesReplaced how many commits have no date, or none that the log can keep
 * @param messagesCut how many commits have a message too long to keep whole
 * @param subjectId the import's own subject
 */
public record ImportSummary(
        int commits,
        int before,
        long events,
        int notes,
        List<Skipped> skipped,
        int datesReplaced,
        int messagesCut,
        String subjectId) {

    public ImportSummary {
        skipped = List.copyOf(skipped);
    }
}
