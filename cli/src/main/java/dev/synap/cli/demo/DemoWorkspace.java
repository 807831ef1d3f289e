package dev.synap.cli.demo;

import dev.synap.cli.connection.CliException;
import dev.synap.client.Me;
import dev.synap.client.Synap;
import dev.synap.client.SynapClientException;
import dev.synap.client.Workspace;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The workspace that a demo is in. Its log says when the demo began and that it is whole, so that one that broke off is
 * gone on with, and one that is whole is left alone.
 *
 * @param synap the server, seen from the workspace
 */
record DemoWorkspace(Synap synap) {

    private static final String BEGAN = "evt_demo_began";
    private static final String FILLED = "evt_demo_filled";
    private static final String SUBJECT = "demo";
    private static final String NEWCOMERS = "newcomers";

    /**
     * When a demo began, and who was new to the server then.
     *
     * @param newcomers ids of people
     */
    record Beginning(Instant at, List<String> newcomers) {}

    /** What is at an id. */
    private sealed interface Place {

        /** @param workspace a demo, begun or not yet */
        record Ours(DemoWorkspace workspace) implements Place {}

        record Taken(String why) implements Place {}
    }

    /**
     * The one of this id, made where it is missing.
     *
     * @throws CliException where it is somebody else's, or holds something else
     */
    static DemoWorkspace named(String id, Synap synap, Me me) {
        return switch (at(id, synap, me)) {
            case Place.Ours(DemoWorkspace workspace) -> workspace;
            case Place.Taken(String why) ->
                throw CliException.failed("The workspace %s %s; --again makes another one".formatted(id, why));
        };
    }

    /** The first of {@code demo}, {@code demo-2}, {@code demo-3} and so on that is free, or where a demo broke off. */
    static DemoWorkspace another(String id, Synap synap, Me me) {
        for (int number = 1; ; number++) {
            String next = number == 1 ? id : id + "-" + number;
            if (at(next, synap, me) instanceof Place.Ours(DemoWorkspace workspace) && !workspace.isFilled()) {
                return workspace;
            }
        }
    }

    private static Place at(String id, Synap synap, Me me) {
        Optional<Workspace> found = synap.workspaces().get(id);
        if (found.isEmpty()) {
            return make(id, synap);
        }
        String owner = found.get().ownerId();
        if (!owner.equals(me.userId())) {
            return new Place.Taken("belongs to " + owner);
        }
        DemoWorkspace workspace = new DemoWorkspace(synap.inWorkspace(id));
        boolean empty = workspace.synap.events().position() == 0;
        return empty || workspace.event(BEGAN).isPresent()
                ? new Place.Ours(workspace)
                : new Place.Taken("holds something else");
    }

    private static Place make(String id, Synap synap) {
        try {
            synap.workspaces().create(id, id.equals(SUBJECT) ? "Demo" : "Demo (" + id + ")");
            return new Place.Ours(new DemoWorkspace(synap.inWorkspace(id)));
        } catch (SynapClientException e) {
            if (e.code().equals("already-exists")) {
                return new Place.Taken("belongs to somebody else");
            }
            throw e;
        }
    }

    String id() {
        return synap.workspace();
    }

    boolean isFilled() {
        return event(FILLED).isPresent();
    }

    /**
     * When the demo began, which is now where it has not yet.
     *
     * @param newcomers who is new to the server now
     */
    Beginning begin(List<String> newcomers) {
        return began().orElseGet(() -> {
            append(BEGAN, "demo.began", data -> newcomers.forEach(data.putArray(NEWCOMERS)::add));
            return began().orElseThrow();
        });
    }

    /** When the demo began; empty where it has not yet. */
    Optional<Beginning> began() {
        return event(BEGAN).map(event -> {
            List<String> newcomers = new ArrayList<>();
            if (event.data().toNode().get(NEWCOMERS) instanceof ArrayNode ids) {
                ids.forEach(id -> newcomers.add(id.asString()));
            }
            return new Beginning(event.timestamp(), List.copyOf(newcomers));
        });
    }

    /** Says that the demo is whole. */
    void filled() {
        append(FILLED, "demo.filled", data -> {});
    }

    private Optional<Event> event(String id) {
        return synap.events().get(id);
    }

    private void append(String id, String type, Consumer<ObjectNode> fields) {
        ObjectNode data = Json.newObject().put("title", "Demo");
        fields.accept(data);
        synap.events()
                .append(EventDraft.of(type).id(id).subject(SUBJECT).data(data).source("cli"))
                .orThrow();
    }
}
