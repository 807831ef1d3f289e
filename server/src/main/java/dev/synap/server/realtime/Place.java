package dev.synap.server.realtime;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client listens to.
 *
 * @param subjectId only this subject and the comments on it; null means all of the workspace
 */
record Place(String workspaceId, @Nullable String subjectId) {

    boolean shows(Notice notice) {
        return subjectId == null || notice.isAbout(subjectId);
    }

    boolean shows(String otherSubjectId) {
        return subjectId == null || subjectId.equals(otherSubjectId);
    }

    /** The place as messages name it, to be added to. */
    Map<String, Object> body() {
        Map<String, Object> body = new HashMap<>();
        body.put("workspaceId", workspaceId);
        if (subjectId != null) {
            body.put("subjectId", subjectId);
        }
        return body;
    }
}
