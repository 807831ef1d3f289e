package dev.synap.store.webhook;

/**
 * The right to send what is pending for a webhook of one subject, until the hold runs out.
 *
 * @param epoch grows with every holder: who was too slow says nothing any more
 */
public record Lane(String workspaceId, String webhookId, String subjectId, long epoch) {}
