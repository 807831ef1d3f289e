package dev.synap.bench.write;

import dev.synap.bench.http.ApiConnection;
import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.load.Worker;
import dev.synap.bench.sample.Prose;
import dev.synap.bench.sample.Subjects;
import dev.synap.core.event.Ids;
import dev.synap.core.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** One who makes notes and edits those they have made, a request for each, and waits until it shows. */
final class NoteWriter implements Worker, AutoCloseable {

    private static final int NOTES = 64;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_YET = 202;
    private static final String NEWEST = "/notes?sort=updated_at&order=desc&limit=50";
    private static final Ids IDS = Ids.random();

    private final ApiConnection connection;
    private final Prose prose;
    private final SplittableRandom random;
    private final int workspaces;
    private final int checkEvery;
    private final NoteCounts counts;
    private final List<Note> notes = new ArrayList<>();
    private Note current = new Note("", "");
    private String title = "";
    private long calls;
    private boolean shown;

    /**
     * @param number of this writer
     * @param counts of all writers
     */
    NoteWriter(ServerProcess server, Prose prose, int number, int workspaces, int checkEvery, NoteCounts counts) {
        this.connection = new ApiConnection(server);
        this.prose = prose;
        this.random = new SplittableRandom(number);
        this.workspaces = workspaces;
        this.checkEvery = checkEvery;
        this.counts = counts;
    }

    /** 1 when the request was answered as done; 0 when the server would not wait any longer. */
    @Override
    public long work() throws IOException {
        calls++;
        int status = notes.isEmpty() || random.nextBoolean() ? create() : edit();
        if (status != OK && status != CREATED && status != NOT_YET) {
            throw new IOException("a request was answered with " + status + ": " + connection.body());
        }
        shown = status != NOT_YET;
        if (!shown) {
            counts.addLate();
            // It may not be there yet, and what is not there cannot be edited.
            notes.remove(current);
        }
        return shown ? 1 : 0;
    }

    private int create() throws IOException {
        current = new Note(Subjects.workspace(random.nextInt(workspaces)), IDS.next("note"));
        title = "Note " + calls;
        if (notes.size() < NOTES) {
            notes.add(current);
        } else {
            notes.set(random.nextInt(NOTES), current);
        }
        return connection.send(
                "POST",
                current.path("/entities?wait=validated"),
                "{\"type\":\"note\",\"id\":\"" + current.id + "\",\"title\":\"" + title + "\",\"content\":\""
                        + prose.next(random) + "\"}");
    }

    private int edit() throws IOException {
        current = notes.get(random.nextInt(notes.size()));
        title = "Note " + calls;
        return connection.send(
                "PATCH",
                current.path("/entities/" + current.id + "?wait=validated"),
                "{\"title\":\"" + title + "\",\"content\":\"" + prose.next(random) + "\"}");
    }

    /** Holds some answers against the list: as it is now, and as it is at the answer's position. */
    @Override
    public void check() throws IOException {
        if (shown && random.nextInt(checkEvery) == 0) {
            JsonNode answer = Json.mapper().readTree(connection.body());
            String position = answer.path("position").asString();
            counts.addChecked(isListed(NEWEST, answer) && isListed(NEWEST + "&minPosition=" + position, answer));
        }
    }

    private boolean isListed(String list, JsonNode answer) throws IOException {
        int status = connection.get(current.path(list));
        if (status != OK) {
            throw new IOException("a list was answered with " + status + ": " + connection.body());
        }
        for (JsonNode row : Json.mapper().readTree(connection.body()).path("items")) {
            if (row.path("id").asString().equals(current.id)) {
                return row.path("version").equals(answer.path("version"))
                        && row.path("title").asString().equals(title);
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private record Note(String workspaceId, String id) {
        String path(String rest) {
            return "/api/v1/workspaces/" + workspaceId + rest;
        }
    }
}
