package dev.synap.server.governance;

import dev.synap.core.access.EntityTypes;
import dev.synap.server.entity.Outcomes;
import dev.synap.server.entity.RequestReply;
import dev.synap.server.list.ListPages;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.server.security.WorkspaceGate;
import org.springframework.http.ResponseEntity;

/**
 * Sees to it that what is given to somebody, or taken away, counts on this node as soon as the lists show it,
 * and not only when the gate looks anew.
 *
 * <p>Thread-safe.
 */
public final class AccessChanges {

    private final Outcomes outcomes;
    private final WorkspaceGate gate;
    private final ListPages lists;

    public AccessChanges(Outcomes outcomes, WorkspaceGate gate, ListPages lists) {
        this.lists = lists;
        this.outcomes = outcomes;
        this.gate = gate;
    }

    /** Whom a share is with; empty text where there is no such share. */
    String userOfShare(WorkspaceCall call, String shareId) {
        return lists.one(call, shareId, EntityTypes.SHARE, null)
                .map(share -> share.toNode().path("userId").asString(""))
                .orElse("");
    }

    /** Passes the answer on, after the gate has forgotten the user; or while it waits for the request's end. */
    public ResponseEntity<RequestReply> watch(WorkspaceCall call, String userId, ResponseEntity<RequestReply> answer) {
        gate.forget(call.workspaceId(), userId);
        RequestReply reply = answer.getBody();
        if (reply != null && reply.status().equals("requested")) {
            Thread.ofVirtual().name("access-changes").start(() -> {
                outcomes.await(call.workspaceId(), reply.requestId(), reply.position());
                gate.forget(call.workspaceId(), userId);
            });
        }
        return answer;
    }
}
