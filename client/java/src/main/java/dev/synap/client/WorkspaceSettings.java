package dev.synap.client;

import dev.synap.core.access.WorkspaceSetting;
import dev.synap.core.json.Json;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the workspace is told to do: {@code synap.settings().waiting().set(WorkspaceSetting.RECORD_AUDIT_READS, true)}.
 * Changing them takes an admin; see {@link WriteResult}.
 *
 * <p>Immutable and thread-safe.
 */
public final class WorkspaceSettings {

    private final Writes writes;

    WorkspaceSettings(Writes writes) {
        this.writes = writes;
    }

    /** The same, but what is written through it has these options. */
    public WorkspaceSettings with(UnaryOperator<WriteOptions> options) {
        return new WorkspaceSettings(writes.with(options));
    }

    /** The same, but writes answer only once they are decided and the lists show them. */
    public WorkspaceSettings waiting() {
        return with(WriteOptions::andWait);
    }

    /** Those that somebody has said something of. */
    public Listing<Setting> list() {
        return writes.lists().list("settings", query -> query, Setting::from);
    }

    /** Whether the workspace does it. */
    public boolean isOn(WorkspaceSetting setting) {
        return list().stream().anyMatch(each -> each.name().equals(setting.text()) && each.value());
    }

    /** Has the workspace do it, or not. */
    public WriteResult<Setting> set(WorkspaceSetting setting, boolean value) {
        boolean known = list().stream().anyMatch(each -> each.name().equals(setting.text()));
        return known
                ? writes.send(
                        "PATCH",
                        List.of("settings", setting.text()),
                        Json.newObject().put("value", value),
                        Setting::from)
                : writes.send(
                        "POST",
                        List.of("settings"),
                        Json.newObject().put("name", setting.text()).put("value", value),
                        Setting::from);
    }
}
