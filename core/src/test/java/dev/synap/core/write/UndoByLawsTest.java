package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.history.Effect;
import dev.synap.core.json.Json;
import dev.synap.core.undo.Taken;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for taking back what a user did, whatever the history: several people, types, relations and texts. */
class UndoByLawsTest {

    private static final List<String> IDS = List.of("note_0", "note_1", "task_0", "rel_0");

    /** Something somebody does: what it is follows from the numbers. */
    record Deed(String user, int what, int target, int place) {}

    /** Values that only the user wrote are gone, and where one is not, the preview has told so. */
    @Property(tries = 300)
    void noEffectOfTheUserRemains_exceptWhereReported(@ForAll("deeds") List<Deed> deeds) {
        World world = after(deeds);
        UndoBySurvey survey = world.survey("owner", "{\"userId\":\"ed\"}");
        Map<String, Taken> told = new HashMap<>();
        survey.first().forEach(taken -> told.put(taken.plan().subjectId(), taken));

        world.undoBy("owner", survey);

        for (String id : IDS) {
            Taken taken = told.get(id);
            boolean reported = taken != null
                    && (!taken.left().isEmpty() || !taken.plan().superseded().isEmpty());
            String state = Json.write(world.subject(id).state().toNode());
            if (!reported && world.subject(id).isLive()) {
                assertThat(state).as(id).doesNotContain("ed#");
            }
        }
        // Asked again, nothing is left that could be taken back.
        assertThat(world.survey("owner", "{\"userId\":\"ed\"}").written()).isZero();
    }

    /** A field that somebody else wrote last keeps the value that they gave it. */
    @Property(tries = 300)
    void whatOthersWroteLast_stays(@ForAll("deeds") List<Deed> deeds) {
        World world = after(deeds);
        Map<String, Map<String, JsonNode>> before = new HashMap<>();
        IDS.forEach(id -> before.put(id, writtenLastByOthers(world, id)));

        world.undoBy("owner", world.survey("owner", "{\"userId\":\"ed\"}"));

        before.forEach((id, fields) -> {
            ObjectNode now = world.subject(id).state().toNode();
            fields.forEach((field, value) ->
                    assertThat(now.get(field)).as(id + "/" + field).isEqualTo(value));
        });
    }

    /** But where what it depends on was deleted by somebody: that is refused, as any redo is. */
    @Property(tries = 300)
    void redone_everySubjectIsAsItWas(@ForAll("deeds") List<Deed> deeds) {
        World world = after(deeds);
        Map<String, String> before = essence(world);

        Outcome outcome = world.undoBy("owner", world.survey("owner", "{\"userId\":\"ed\"}"));
        Set<String> reached = reached(world, outcome);
        Set<String> refused = new HashSet<>();
        for (String id : IDS) {
            if (reached.contains(id)) {
                Outcome redone =
                        world.ask("owner", "history.redo", id, world.subject(id).type(), "{}");
                if (!redone.types().contains("history.redo.validated")) {
                    assertThat(redone.rule()).isEqualTo("undo.conflict");
                    refused.add(id);
                }
            }
        }

        Map<String, String> after = essence(world);
        refused.forEach(id -> assertThat(before.remove(id)).isNotEqualTo(after.remove(id)));
        assertThat(after).isEqualTo(before);
    }

    @Property(tries = 200)
    void thePastStays_andThePreviewSaysWhatIsWritten(@ForAll("deeds") List<Deed> deeds) {
        World world = after(deeds);
        List<Event> past = List.copyOf(world.log());
        UndoBySurvey survey = world.survey("owner", "{\"userId\":\"ed\"}");
        Map<String, ObjectNode> promised = new HashMap<>();
        survey.first()
                .forEach(taken -> promised.put(
                        taken.plan().subjectId(), taken.plan().after().deepCopy()));

        Outcome outcome = world.undoBy("owner", survey);

        assertThat(world.log().subList(0, past.size())).isEqualTo(past);
        for (String id : reached(world, outcome)) {
            assertThat(essence(world.subject(id).state().toNode())).isEqualTo(essence(promised.get(id)));
        }
    }

    private static Set<String> reached(World world, Outcome outcome) {
        Set<String> ids = new HashSet<>();
        String change = outcome.events().getLast().correlationId();
        world.log().stream()
                .filter(event -> change != null && change.equals(event.correlationId()))
                .filter(event -> event.type().endsWith(".reverted"))
                .forEach(event -> ids.add(event.subjectId()));
        return ids;
    }

    private static Map<String, JsonNode> writtenLastByOthers(World world, String id) {
        Map<String, String> authors = new HashMap<>();
        Set<String> mixed = new HashSet<>();
        ObjectNode fields = Json.newObject();
        for (Event event : world.events(id, 0, Long.MAX_VALUE)) {
            ObjectNode after = Reducers.forType(event.type()).apply(fields, event);
            for (String path : Effect.between(fields, after).paths()) {
                String field = path.split("/")[1];
                authors.put(field, event.userId());
                if (event.type().endsWith(".reverted")) {
                    mixed.add(field);
                }
            }
            fields = after;
        }
        Map<String, JsonNode> found = new HashMap<>();
        for (Map.Entry<String, String> each : authors.entrySet()) {
            String field = each.getKey();
            boolean plain = Set.of("title", "mood", "tone").contains(field) && !mixed.contains(field);
            if (plain && !each.getValue().equals("ed")) {
                found.put(field, fields.get(field));
            }
        }
        return found;
    }

    private static Map<String, String> essence(World world) {
        Map<String, String> states = new TreeMap<>();
        IDS.forEach(id -> states.put(id, essence(world.subject(id).state().toNode())));
        return states;
    }

    private static String essence(ObjectNode state) {
        state.remove(Set.of("updatedAt", "updatedBy"));
        Map<String, String> sorted = new TreeMap<>();
        state.properties().forEach(field -> sorted.put(field.getKey(), Json.write(field.getValue())));
        return sorted.toString();
    }

    private static World after(List<Deed> deeds) {
        World world = World.withMembers();
        deeds.forEach(deed -> doIt(world, deed));
        return world;
    }

    private static void doIt(World world, Deed deed) {
        String id = "note_" + deed.target() % 2;
        String mark = deed.user() + "#" + deed.place();
        switch (deed.what()) {
            case 0 -> ask(world, deed, "entities.create", id, "note", """
                    {"title":"%s","content":"a %s\\nb\\nc\\nd\\n"}""".formatted(mark, mark));
            case 1 -> update(world, deed, id, Json.newObject().put("title", mark));
            case 2 -> update(world, deed, id, Json.newObject().put("mood", mark));
            case 3 -> update(world, deed, id, Json.newObject().put("tone", mark).putNull("mood"));
            case 4 -> {
                String content =
                        world.subject(id).state().toNode().path("content").asString("");
                update(world, deed, id, Json.newObject().put("content", content + mark + "\n"));
            }
            case 5 -> ask(world, deed, "entities.tag", id, "note", "{\"tag\":\"t%d\"}".formatted(deed.place() % 3));
            case 6 -> ask(world, deed, "entities.delete", id, "note", "{}");
            case 7 -> ask(world, deed, "entities.restore", id, "note", "{}");
            case 8 -> ask(world, deed, "entities.create", "task_0", "task", """
                    {"title":"%s","noteId":"%s"}""".formatted(mark, id));
            case 9 -> ask(world, deed, "entities.create", "rel_0", "relation", """
                    {"from":"note_0","to":"note_1","kind":"k"}""");
            case 10 -> ask(world, deed, "entities.update", "task_0", "task", """
                    {"changes":{"noteId":"%s"}}""".formatted(id));
            case 11 -> ask(world, deed, "history.undo", id, "note", "{\"by\":\"me\"}");
            default -> {
                String change = "both_" + world.log().size();
                for (String each : List.of("note_0", "note_1")) {
                    if (world.subject(each).isLive()) {
                        world.factBy(
                                deed.user(), change, each, "note.updated", "note", "{\"tone\":\"%s\"}".formatted(mark));
                    }
                }
            }
        }
    }

    private static void update(World world, Deed deed, String id, ObjectNode changes) {
        ObjectNode data = Json.newObject();
        data.set("changes", changes);
        ask(world, deed, "entities.update", id, "note", Json.write(data));
    }

    private static void ask(World world, Deed deed, String stem, String id, String type, String data) {
        world.ask(deed.user(), stem, id, type, data);
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        return Combinators.combine(
                        Arbitraries.of("owner", "ann", "ed", "ed"),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 9))
                .as(Deed::new)
                .list()
                .ofMaxSize(16);
    }
}
