package dev.synap.server.subject;

import dev.synap.core.access.WorkspaceSetting;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.core.write.DerivedIds;
import dev.synap.store.state.StateReader;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What workspaces are told to do, as the log says it, not the lists, which are behind it.
 *
 * <p>Thread-safe.
 */
public final class CurrentSettings {

    private final StateReader states;

    public CurrentSettings(StateReader states) {
        this.states = states;
    }

    /** Whether a workspace is told to do this. */
    public boolean isOn(String workspaceId, WorkspaceSetting setting) {
        JsonNode value = value(workspaceId, setting);
        return value.isBoolean() && value.booleanValue();
    }

    /** The number that a workspace has said; empty where it has said none. */
    public OptionalDouble number(String workspaceId, WorkspaceSetting setting) {
        JsonNode value = value(workspaceId, setting);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    private JsonNode value(String workspaceId, WorkspaceSetting setting) {
        State state = states.state(workspaceId, DerivedIds.setting(setting.text()), AsOf.latest());
        return state.exists() && !state.deleted() ? state.toNode().path("value") : MissingNode.getInstance();
    }
}
