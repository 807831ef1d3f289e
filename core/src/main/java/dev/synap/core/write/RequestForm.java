package dev.synap.core.write;

import dev.synap.core.access.Action;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.NewEvent;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with a request by itself, whatever is in the workspace: what can be said before it is stored. A
 * request without such faults may still be rejected; one with them would be, were it let through.
 */
public final class RequestForm {

    private RequestForm() {}

    /**
     * All faults of a request's form, by paths within the fields that it sets or changes; none for an event that is
     * no request about an entity.
     */
    public static List<Fault> faults(NewEvent request) {
        String type = request.type();
        String subjectType = request.subjectType();
        if (subjectType == null || !WriteFlow.isRequest(type) || WriteFlow.isOf(Action.PROPOSALS, type)) {
            return List.of();
        }
        String verb = type.substring(type.indexOf('.') + 1, type.length() - WriteFlow.REQUESTED.length());
        try {
            if (UndoBys.follows(type)) {
                UndoByWish.parse(request.data().toNode());
                return List.of();
            }
            if (WriteFlow.isOf(Action.HISTORY, type)) {
                ObjectNode data = request.data().toNode();
                HistoryWish.parse(verb, request.userId(), data);
                CommandParser.expectedVersion(data);
                return List.of();
            }
            return EntityRules.formFaults(CommandParser.parse(
                    verb, request.subjectId(), subjectType, request.data().toNode()));
        } catch (InvalidInputException e) {
            return List.of(Fault.of(e));
        }
    }
}
