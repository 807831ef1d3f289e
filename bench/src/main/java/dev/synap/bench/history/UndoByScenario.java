package dev.synap.bench.history;

import dev.synap.bench.http.ApiConnection;
import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.load.Comparison;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.report.Goal;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.Subjects;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AppendRequest;
import dev.synap.store.DatabaseSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What a user did, previewed and taken back by a server of its own, among as much that others did. */
final class UndoByScenario implements Scenario<HistoryScale> {

    private static final Goal PREVIEW = Goal.atMost(2_000);
    private static final int MAX_CHANGES = 10_000;
    private static final int CHANGES_EACH = 5;
    private static final int BATCH = 500;
    private static final int PREVIEWS = 5;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String DATABASE = "undo_by";
    private static final String PATH = "/api/v1/workspaces/" + Subjects.workspace(0) + "/history/undo-by";

    @Override
    public String name() {
        return "undo-by";
    }

    @Override
    public Duration estimate(HistoryScale scale) {
        return Duration.ofSeconds(20 + changes(scale) / 250);
    }

    private static int changes(HistoryScale scale) {
        return Math.min(MAX_CHANGES, scale.events() / 10);
    }

    @Override
    public void run(Stage<HistoryScale> stage) throws Exception {
        int changes = changes(stage.scale());
        DatabaseSettings database = stage.postgres().createDatabase(DATABASE);
        stage.progress().step("writing what is taken back");
        try (OpenLog log = new OpenLog(database)) {
            load(log, changes);
        }
        stage.postgres().checkpoint();
        stage.progress().step("starting a server");
        try (ServerProcess server = ServerProcess.start(database, stage.directory());
                ApiConnection api = new ApiConnection(server)) {
            server.createWorkspaces(1);
            measure(stage, api, changes);
        }
        stage.postgres().dropDatabase(DATABASE);
    }

    private static void measure(Stage<HistoryScale> stage, ApiConnection api, int changes) throws Exception {
        stage.progress().step("previewing");
        double[] millis = new double[PREVIEWS];
        ObjectNode preview = Json.newObject();
        for (int i = 0; i < PREVIEWS; i++) {
            long start = System.nanoTime();
            preview = send(api, 200, Json.newObject().put("userId", "bob").put("preview", true));
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        if (preview.path("changes").asLong(0) != changes) {
            throw new IllegalStateException(
                    changes + " changes are there, but the preview knows " + preview.path("changes"));
        }
        Map<String, String> settings = Stage.settings(
                "changes",
                "%,d on %,d notes, and as many by others".formatted(changes, changes / CHANGES_EACH),
                "over",
                "HTTP, one connection",
                "previews",
                "1 by a server that has just started, on tables without statistics; then " + (PREVIEWS - 1) + " more");
        double[] warm = Arrays.copyOfRange(millis, 1, PREVIEWS);
        String name = "preview of undo by user, %,d changes".formatted(changes);
        stage.add(Measurement.of(name + ", the first", "ms", millis[0], PREVIEW, settings));
        stage.add(new Measurement(
                name, "ms", Comparison.median(warm), Comparison.spread(warm), null, null, null, PREVIEW, settings));
        stage.progress().step("taking back");
        long start = System.nanoTime();
        ObjectNode sent = send(
                api,
                202,
                Json.newObject()
                        .put("userId", "bob")
                        .put("token", preview.path("token").asString("")));
        await(api, sent.path("requestId").asString(""));
        double seconds = (System.nanoTime() - start) / 1e9;
        stage.add(Measurement.of(
                "undo by user, %,d changes".formatted(changes), "changes/s", changes / seconds, null, settings));
    }

    private static void await(ApiConnection api, String requestId) throws Exception {
        while (true) {
            api.get(PATH + "/" + requestId);
            String status = Json.readObject(api.body()).path("status").asString("");
            if (status.equals("validated")) {
                return;
            }
            if (!status.equals("requested") && !status.equals("running")) {
                throw new IllegalStateException("it was not taken back: " + api.body());
            }
            Thread.sleep(PAUSE);
        }
    }

    private static ObjectNode send(ApiConnection api, int expected, ObjectNode body) throws IOException {
        int status = api.send("POST", PATH, Json.write(body));
        if (status != expected) {
            throw new IOException("it was answered with " + status + ": " + api.body());
        }
        return Json.readObject(api.body());
    }

    /** Each note is made and edited by others, in turn with edits by bob to another field. */
    private static void load(OpenLog log, int changes) {
        List<NewEvent> events = new ArrayList<>();
        for (int note = 0; note < changes / CHANGES_EACH; note++) {
            String id = "note_" + note;
            for (int i = 0; i < CHANGES_EACH; i++) {
                String others = i == 0 ? "note.created" : "note.title_changed";
                events.add(event(id + "_owner_" + i, others, id, "owner", "title", i));
                events.add(event(id + "_bob_" + i, "note.updated", id, "bob", "mood", i));
            }
            if (events.size() >= BATCH) {
                log.events().append(AppendRequest.of(Subjects.workspace(0), events));
                events = new ArrayList<>();
            }
        }
        if (!events.isEmpty()) {
            log.events().append(AppendRequest.of(Subjects.workspace(0), events));
        }
    }

    private static NewEvent event(String id, String type, String subjectId, String userId, String field, int value) {
        return new NewEvent(
                id,
                type,
                subjectId,
                "note",
                JsonObject.of(Json.newObject().put(field, field + " " + value)),
                JsonObject.empty(),
                userId,
                "bench",
                id,
                null,
                null);
    }
}
