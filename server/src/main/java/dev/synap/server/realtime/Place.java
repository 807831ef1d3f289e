package dev.synap.server.realtime;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client listens to.
 *
 * @param subjectId only this subject and the comments on it; null means all of the workspace
 * @param userId only what concerns this user; null means what concerns anybody
 */
record Place(
        String workspaceId,
        @Nullable String subjectId,
        @Nullable String userId) {

    static Place workspace(String workspaceId) {
        return new Place(workspaceId, null, null);
    }

    static Place subject(String workspaceId, String subjectId) {
        return new Place(workspaceId, subjectId, null);
    }

    static Place user(String workspaceId, String userId) {
        return new Place(workspaceId, null, userId);
    }

    boolean shows(Notice notice) {
        return (subjectId == null || notice.isAbout(subjectId)) && (userId == null || notice.concerns(userId));
    }

    /** Whether it shows who is at a subject. */
    boolean shows(String otherSubjectId) {
        return userId == null && (subjectId == null || subjectId.equals(otherSubjectId));
    }

    /** The place as messages name it, to be added to. */
    Map<String, Object> body() {
        Map<String, Object> body = new HashMap<>();
        body.put("workspaceId", workspaceId);
        if (subjectId != null) {
            body.put("subjectId", subjectId);
        }
        if (userId != null) {
            body.put("userId", userId);
        }
        return body;
    }
}
