package dev.synap.client;

import dev.synap.core.json.Json;
import java.util.List;
import java.util.Optional;

/** The workspaces that a key may see. Thread-safe. */
public final class Workspaces {

    private final Transport transport;

    Workspaces(Transport transport) {
        this.transport = transport;
    }

    /** Makes a workspace, which the caller then owns. */
    public Workspace create(String workspaceId, String name) {
        return transport
                .send(Call.post(
                        Target.api("workspaces").toString(),
                        Json.newObject().put("workspaceId", workspaceId).put("name", name)))
                .read(Workspace::from);
    }

    public List<Workspace> list() {
        return transport.list("workspaces", Workspace::from, Workspace::workspaceId);
    }

    /** Empty for one that does not exist, and likewise for one that the key may not see. */
    public Optional<Workspace> get(String workspaceId) {
        Answer answer =
                transport.send(Call.get(Target.api("workspaces", workspaceId).toString()));
        return answer.is(Answer.NOT_FOUND) ? Optional.empty() : Optional.of(answer.read(Workspace::from));
    }
}
