package dev.synap.store.reading;

/**
 * A text that somebody has taken to have it read.
 *
 * @param subjectId whose text it is
 * @param eventId the event that brought it, the latest of the subject when it was taken
 * @param attempt which one this is for that event, from 1
 * @param askedAttempt the last one in which the model was asked about that event, as far as anybody came to say so; 0 for none
 * @param epoch grows with every holder
 */
public record Reading(
        String workspaceId, String subjectId, String eventId, int attempt, int askedAttempt, long epoch) {}
