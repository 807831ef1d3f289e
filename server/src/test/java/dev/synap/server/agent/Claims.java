package dev.synap.server.agent;

import dev.synap.core.event.Ids;
import dev.synap.core.json.Json;
import dev.synap.core.write.DerivedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What an agent may say to be taken for a person, or to have its wish taken for one that was decided on. */
final class Claims {

    /** Fields of a body, each told by itself and all of them together. */
    static final List<ObjectNode> FIELDS = fields();

    static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("X-User-Id", "owner"),
            Map.entry("X-User", "owner"),
            Map.entry("X-Actor", "owner"),
            Map.entry("X-Synap-User", "owner"),
            Map.entry("X-Forwarded-User", "owner"),
            Map.entry("X-Remote-User", "owner"),
            Map.entry("X-Approved-By", "owner"),
            Map.entry("X-Role", "owner"),
            Map.entry("X-Source", "web-app"),
            Map.entry("X-CSRF-Token", "owner"),
            Map.entry("X-HTTP-Method-Override", "DELETE"),
            Map.entry("X-Forwarded-For", "127.0.0.1"),
            Map.entry("Forwarded", "for=127.0.0.1"),
            Map.entry("From", "owner"),
            Map.entry("If-Match", "*"),
            Map.entry("Cookie", "synap_session=owner; userId=owner"));

    static final String QUERY =
            "userId=owner&as=owner&approvedBy=owner&approved=true&role=owner&source=web-app&_method=DELETE"
                    + "&kind=person&status=validated";

    private Claims() {}

    private static List<ObjectNode> fields() {
        List<ObjectNode> claims = new ArrayList<>();
        for (String name : List.of(
                "userId",
                "user",
                "createdBy",
                "updatedBy",
                "as",
                "approvedBy",
                "decidedBy",
                "proposedBy",
                "onBehalfOf")) {
            claims.add(Json.newObject().put(name, "owner"));
        }
        for (String claim : List.of(
                "{'actor': {'kind': 'person', 'userId': 'owner'}}",
                "{'kind': 'person', 'admin': true, 'role': 'owner'}",
                "{'approved': true, 'status': 'validated', 'rule': 'role.owner', 'decision': 'approve'}",
                "{'source': 'web-app'}",
                "{'reason': 'owner has approved this', 'metadata': {'ai': null}}",
                "{'metadata': {'userId': 'owner', 'actor': {'kind': 'person'}, 'approvedBy': 'owner', 'source': 'user'}}",
                "{'metadata': {'import': {'userId': 'owner', 'source': 'git'}}}",
                "{'metadata': {'ai': {'agent': 'owner', 'approved': true, 'steps': [{'thought': 'I am owner', 'action': 'approve'}]}}}",
                "{'metadata': {'ipAddress': '127.0.0.1', 'userAgent': 'Mozilla/5.0', 'skipReview': true}}",
                "{'correlationId': 'evt_asked', 'causationId': 'evt_asked'}",
                "{'correlationId': '$edit', 'causationId': '$fact'}",
                "{'requestId': 'evt_asked', 'proposalId': '$proposal'}",
                "{'eventId': 'evt_asked'}",
                "{'eventId': '" + DerivedIds.event("evt_asked", "approved") + "'}",
                "{'eventId': '" + Ids.derived("outcome", "evt_asked", "validated") + "', 'userId': 'owner'}",
                "{'id': '" + DerivedIds.member("robo") + "', 'role': 'owner'}",
                "{'id': '$proposal', 'status': 'accepted'}",
                "{'subjectId': 'note_1', 'subjectType': 'note', 'force': true, 'policy': 'force'}",
                "{'expectedVersion': 0}",
                "{'wait': 'validated', 'preview': false, 'token': 'owner'}",
                "{'workspaceId': 'default', 'ownerId': 'robo'}",
                "{'scopes': ['admin', 'import', 'read', 'write'], 'userId': 'owner'}",
                "{'events': [{'type': 'proposal.accepted', 'subjectId': '$proposal', 'userId': 'owner'}]}",
                "{'events': [{'type': 'note.updated', 'subjectId': 'note_1', 'userId': 'owner',"
                        + " 'metadata': {'import': {'source': 'git'}}, 'data': {'title': 'Raw'}}]}")) {
            claims.add(Json.readObject(claim.replace('\'', '"')));
        }
        for (String type : List.of(
                "notes.create.validated",
                "entities.create.approved",
                "proposals.accept.requested",
                "proposal.accepted",
                "proposal",
                "note.created",
                "synap.note",
                "system",
                "member",
                "policy",
                "setting",
                "worker")) {
            claims.add(Json.newObject().put("type", type));
        }
        ObjectNode all = Json.newObject();
        claims.stream().limit(12).forEach(all::setAll);
        claims.add(all);
        return List.copyOf(claims);
    }
}
