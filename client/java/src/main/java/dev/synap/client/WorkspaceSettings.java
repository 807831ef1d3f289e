package dev.synap.client;

import dev.synap.core.access.WorkspaceSetting;
import dev.synap.core.json.Json;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the workspace is told to do: {@code synap.settings().waiting().set(WorkspaceSetting.RECORD_AUDIT_READS, true)}.
 * Changing them takes an admin; see {@link WriteResult}.
 *
 * <p>Immutable and thread-safe.
 */
public final class WorkspaceSettings {

    private static final String VALUE = "value";

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
        return list().stream().anyMatch(each -> each.name().equals(setting.text()) && each.isOn());
    }

    /** The number that somebody has said; empty where nobody has. */
    public OptionalDouble number(WorkspaceSetting setting) {
        return list().stream()
                .filter(each ->
                        each.name().equals(setting.text()) && each.value().isNumber())
                .mapToDouble(each -> each.value().doubleValue())
                .findFirst();
    }

    /** Has the workspace do it, or not. */
    public WriteResult<Setting> set(WorkspaceSetting setting, boolean value) {
        return send(setting, Json.newObject().put(VALUE, value));
    }

    /** Says the number of a setting that has one; a whole one where it counts something. */
    public WriteResult<Setting> set(WorkspaceSetting setting, double value) {
        ObjectNode body = Json.newObject();
        return send(setting, value == Math.rint(value) ? body.put(VALUE, (long) value) : body.put(VALUE, value));
    }

    private WriteResult<Setting> send(WorkspaceSetting setting, ObjectNode body) {
        boolean known = list().stream().anyMatch(each -> each.name().equals(setting.text()));
        return known
                ? writes.send("PATCH", List.of("settings", setting.text()), body, Setting::from)
                : writes.send("POST", List.of("settings"), body.put("name", setting.text()), Setting::from);
    }
}
