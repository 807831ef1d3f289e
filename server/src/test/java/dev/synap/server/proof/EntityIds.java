package dev.synap.server.proof;

import dev.synap.core.event.Ids;

/** The ids that follow from what an entity is about. */
final class EntityIds {

    private EntityIds() {}

    static String member(String userId) {
        return Ids.derived("member", userId);
    }

    static String share(String subjectId, String userId) {
        return Ids.derived("share", subjectId, userId);
    }

    static String policy(String agent, String pattern) {
        return Ids.derived("policy", agent, pattern);
    }

    static String proposal(String requestId) {
        return Ids.derived("proposal", requestId);
    }
}
