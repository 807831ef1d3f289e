package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The check of the projections can fail. */
class ProjectionCheckTest {

    private final SampleHistory history = new SampleHistory();
    private final Map<String, @Nullable String> note = new TreeMap<>(Map.of(
            "id",
            "n1",
            "title",
            "a",
            "version",
            "3",
            "position",
            "3",
            "created_at",
            "2026-01-01 00:00:00.000002+00",
            "created_by",
            "ann",
            "state",
            "{\"id\":\"n1\",\"title\":\"a\",\"tags\":[\"red\"],"
                    + "\"createdAt\":\"2026-01-01T00:00:00.000002Z\",\"createdBy\":\"ann\","
                    + "\"updatedAt\":\"2026-01-01T00:00:00.000003Z\",\"updatedBy\":\"ann\"}"));
    private final Map<String, @Nullable String> tag = new TreeMap<>(Map.of("tag", "red", "subject_id", "n1"));
    private final Map<String, List<Map<String, @Nullable String>>> tables = new HashMap<>();

    ProjectionCheckTest() {
        add("r", "entities.create.requested", Map.of());
        add("f1", "note.created", Map.of("title", "a"));
        add("f2", "entity.tagged", Map.of("tag", "red"));
        tables.put("notes", new ArrayList<>(List.of(note)));
        tables.put("tags", new ArrayList<>(List.of(tag)));
    }

    @Test
    void trueRows_pass() {
        assertThat(found()).isEmpty();
    }

    @Test
    void missingRow_isSeen() {
        tables.put("notes", List.of());
        assertThat(found()).containsExactly("n1, a note, is in no table");
    }

    @Test
    void rowOfNothing_isSeen() {
        history.drafts().clear();
        tables.put("tags", List.of());
        assertThat(found()).containsExactly("notes shows n1, which is not in the log");
    }

    @Test
    void rowThatIsThereTwice_isSeen() {
        tables.put("entities", List.of(note));
        assertThat(found()).anyMatch(sentence -> sentence.endsWith("shows n1, which is shown already"));
    }

    @Test
    void rowInAnotherTable_isSeen() {
        tables.put("tasks", tables.remove("notes"));
        assertThat(found()).containsExactly("n1, a note, is in tasks");
    }

    @Test
    void rowThatLagsBehind_isSeen() {
        note.put("version", "2");
        assertThat(found()).containsExactly("notes shows version of n1 as 2, it is 3");
    }

    @Test
    void columnThatIsNotAsTheState_isSeen() {
        note.put("title", "x");
        assertThat(found()).containsExactly("notes shows title of n1 as x, it is a");
    }

    @Test
    void stateThatIsNotTheFold_isSeen() {
        note.computeIfPresent("state", (key, state) -> state.replace("red", "blue"));
        assertThat(found()).singleElement().asString().startsWith("notes shows n1 as {");
    }

    @Test
    void timeThatIsNotTheEvents_isSeen() {
        note.put("created_at", "2026-01-01 00:00:00.000003+00");
        assertThat(found())
                .containsExactly("notes shows created_at of n1 as 2026-01-01T00:00:00.000003Z, it is"
                        + " 2026-01-01T00:00:00.000002Z");
    }

    @Test
    void missingTag_isSeen() {
        tables.put("tags", List.of());
        assertThat(found()).containsExactly("tags shows [], they are [red of n1]");
    }

    private void add(String id, String type, Map<String, @Nullable Object> data) {
        history.drafts().add(new SampleHistory.Draft(id, type, "n1", "ann", "r", null, data));
    }

    private List<String> found() {
        return ProjectionCheck.check(history.log(), tables);
    }
}
