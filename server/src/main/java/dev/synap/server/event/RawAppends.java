package dev.synap.server.event;

import dev.synap.core.access.EntityTypes;
import dev.synap.core.access.Role;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.EventDraft;
import dev.synap.core.write.DerivedIds;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may append events as they are, past the rules that requests go through, and which: never what only
 * those rules may say, unless the owner brings a workspace's own history back.
 */
final class RawAppends {

    /** The first words of types that only Synap says, and the types of subjects that they are about. */
    private static final Set<String> KEPT = Set.of(
            "proposals",
            "worker",
            EntityTypes.PROPOSAL,
            EntityTypes.MEMBER,
            EntityTypes.SHARE,
            EntityTypes.POLICY,
            EntityTypes.SCHEMA,
            EntityTypes.SETTING,
            EntityTypes.AUDIT,
            EntityTypes.WEBHOOK);

    private static final Set<String> REQUESTS = Set.of("entities", "history");
    private static final Set<String> PHASES = Set.of("requested", "approved", "rejected", "validated", "proposed");

    private RawAppends() {}

    /** Ends the request of anybody who may not append these events. */
    static void check(WorkspaceCall call, List<EventDraft> events) {
        if (call.caller().user().isAgent()) {
            throw Problem.of(
                            ProblemType.NOT_PERMITTED,
                            "agents do not append events; send what you want by POST /api/v1/workspaces/"
                                    + call.workspaceId() + "/entities")
                    .with("rule", "agent.raw_events")
                    .exception();
        }
        call.needRole(Role.ADMIN, "appending events as they are");
        boolean bringsHistoryBack =
                call.admission().role() == Role.OWNER && call.caller().has(Scope.IMPORT);
        for (int i = 0; i < events.size(); i++) {
            EventDraft event = events.get(i);
            boolean imported = event.metadata() != null && event.metadata().has("import");
            if (!imported || !bringsHistoryBack) {
                check("events[" + i + "].", event);
            }
        }
    }

    private static void check(String field, EventDraft event) {
        if (event.id() != null) {
            DerivedIds.checkChosen(field + "id", event.id());
        }
        String type = event.type();
        if (type != null && isKept(type)) {
            throw new InvalidInputException(
                    field + "type",
                    "is " + type + ", which only Synap says; send a request by POST entities, members, proposals …");
        }
        if (isKeptWord(event.subjectType())) {
            throw new InvalidInputException(
                    field + "subjectType", "is " + event.subjectType() + ", which only requests change");
        }
        checkId(field + "subjectId", event.subjectId());
        if (event.data() != null && event.data().path("id").isString()) {
            checkId(field + "data.id", event.data().path("id").stringValue());
        }
    }

    private static boolean isKept(String type) {
        String last = type.substring(type.lastIndexOf('.') + 1);
        return isKeptWord(type) || (REQUESTS.contains(first(type)) && PHASES.contains(last));
    }

    private static String first(String type) {
        return type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
    }

    /** Whether a type is, or begins with, a word that is kept. */
    private static boolean isKeptWord(@Nullable String type) {
        return type != null && KEPT.contains(first(type));
    }

    /** The ids of members and their like follow from whom they are about: they are never anybody else's. */
    private static void checkId(String field, @Nullable String id) {
        if (id != null && id.contains("_") && KEPT.contains(id.substring(0, id.indexOf('_')))) {
            throw new InvalidInputException(
                    field,
                    "is " + id
                            + ", an id as members, shares, policies, schemas, settings, proposals and the audit log have");
        }
    }
}
