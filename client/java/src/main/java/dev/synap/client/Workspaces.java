package dev.synap.client;

import dev.synap.core.json.Json;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The workspaces that a key may see. Thread-safe. */
public final class Workspaces {

    /** Hundreds of millions of events are restored well within this. */
    private static final Duration RESTORE_PATIENCE = Duration.ofHours(12);

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

    /**
     * Puts exported logs back as they were, with positions, times and hashes: all of them or none. What is there
     * already is compared, so restoring twice changes nothing. For server administrators. A restore that breaks off
     * leaves nothing, and may be begun again.
     *
     * @param export gives the export anew, one event a line, one workspace after the other
     * @param ownerId who owns the workspaces that do not exist yet; null for the caller
     * @throws SynapClientException with the code {@code restore-refused} where an event was changed, or the log holds
     *     another one in its place
     */
    public List<RestoredWorkspace> restore(Supplier<InputStream> export, @Nullable String ownerId) {
        Target target = Target.api("restore").with("owner", ownerId);
        BodyPublisher body = BodyPublishers.ofInputStream(export);
        return transport
                .upload(target.toString(), "application/x-ndjson", body, RESTORE_PATIENCE)
                .read(json -> Wire.list(json, "workspaces", RestoredWorkspace::from));
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
