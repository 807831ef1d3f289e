package dev.synap.server.subject;

import dev.synap.core.access.WorkspaceSetting;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.core.write.DerivedIds;
import dev.synap.store.state.StateReader;

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
        State state = states.state(workspaceId, DerivedIds.setting(setting.text()), AsOf.latest());
        return state.exists()
                && !state.deleted()
                && state.toNode().path("value").asBoolean(false);
    }
}
