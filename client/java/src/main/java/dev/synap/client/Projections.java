package dev.synap.client;

import dev.synap.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tables that are made from the log, which can be made anew from it: for server administrators, and for all
 * workspaces of the server at once. Thread-safe.
 */
public final class Projections {

    private static final String REBUILDS = "rebuilds";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Transport transport;

    Projections(Transport transport) {
        this.transport = transport;
    }

    /**
     * Has projections made anew, beside those that are read meanwhile. Where the same rebuild is running already, that
     * one is returned.
     *
     * @param name a table such as {@code notes}, {@code snapshots}, or {@code all}
     */
    public Rebuild rebuild(String name) {
        return transport
                .send(Call.repeatablePost(
                        Target.api(REBUILDS).toString(), Json.newObject().put("name", name)))
                .read(Rebuild::from);
    }

    /** The youngest rebuilds, the youngest first. */
    public List<Rebuild> rebuilds() {
        return transport
                .send(Call.get(Target.api(REBUILDS).toString()))
                .read(json -> Wire.list(json, "items", Rebuild::from));
    }

    /** Tables that are made from the log and are missing: rebuilding {@code all} makes them again. */
    public List<String> missingTables() {
        return transport.send(Call.get(Target.api(REBUILDS).toString())).read(json -> {
            List<String> names = new ArrayList<>();
            Wire.array(json, "missingTables").forEach(name -> names.add(name.asString()));
            return List.copyOf(names);
        });
    }

    /** A rebuild by its id. */
    public Optional<Rebuild> get(String id) {
        Answer answer = transport.send(Call.get(Target.api(REBUILDS, id).toString()));
        return answer.is(Answer.NOT_FOUND) ? Optional.empty() : Optional.of(answer.read(Rebuild::from));
    }

    /**
     * Waits until a rebuild has ended, well or not.
     *
     * @param progress is told now and then how far it is
     * @throws InterruptedException when the thread is; the rebuild goes on
     */
    public Rebuild await(String id, Consumer<Rebuild> progress) throws InterruptedException {
        while (true) {
            Rebuild rebuild = transport
                    .send(Call.get(Target.api(REBUILDS, id).toString()))
                    .read(Rebuild::from);
            progress.accept(rebuild);
            if (!rebuild.isRunning()) {
                return rebuild;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
