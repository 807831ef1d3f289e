package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.Reducers;
import dev.synap.core.history.Effect;
import dev.synap.core.history.Origin;
import dev.synap.core.json.Json;
import java.util.ArrayList;
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
import tools.jackson.databind.node.ObjectNode;

/** What holds for any history: several people, types and texts, with undos and redos among the edits. */
class UndoLawsTest {

    private static final List<String> NOTES = List.of("note_0", "note_1");

    /** Something somebody does: what it is follows from the numbers. */
    record Deed(String user, int what, int target, int place) {}

    @Property(tries = 300)
    void nUndosThenNRedos_areTheIdentity(@ForAll("deeds") List<Deed> deeds, @ForAll("counts") int n) {
        World world = after(deeds);
        Map<String, String> before = essence(world);

        int undone = 0;
        while (undone < n && done(world, "history.undo", "{}")) {
            undone++;
        }
        for (int i = 0; i < undone; i++) {
            assertThat(done(world, "history.redo", "{}")).isTrue();
        }

        assertThat(essence(world)).isEqualTo(before);
    }

    @Property(tries = 200)
    void undoingNAtOnce_isUndoingThemOneByOne_whereNothingDependsOnThem(
            @ForAll("deeds") List<Deed> deeds, @ForAll("counts") int n) {
        World one = after(deeds);
        World other = after(deeds);
        int undone = 0;
        while (undone < n && done(one, "history.undo", "{}")) {
            undone++;
        }
        if (undone > 0) {
            boolean atOnce = done(other, "history.undo", "{\"count\":%d}".formatted(undone));
            if (atOnce && undone == n) {
                assertThat(withoutTimes(essence(other))).isEqualTo(withoutTimes(essence(one)));
            }
        }
    }

    @Property(tries = 300)
    void toAnEvent_isTheStateAsOfThatEvent(@ForAll("deeds") List<Deed> deeds, @ForAll("places") int place) {
        World world = after(deeds);
        List<Event> events = world.events("note_0", 0, Long.MAX_VALUE);
        Event event = events.get(place % events.size());
        Fold then = Fold.of("note_0");
        events.subList(0, place % events.size() + 1).forEach(then::add);

        boolean done = world.ask("owner", "history.undo_to", "note_0", "note", "{\"to\":\"%s\"}".formatted(event.id()))
                .types()
                .contains("note.reverted");

        if (done && !then.state().fields().isEmpty()) {
            assertThat(essence(world).get("note_0"))
                    .isEqualTo(essence(then.state().toNode()));
        }
    }

    @Property(tries = 300)
    void onlyWhatTheUndoneChangesWrote_isWritten_andThePastStays(
            @ForAll("deeds") List<Deed> deeds, @ForAll("counts") int n) {
        World world = after(deeds);
        List<Event> past = List.copyOf(world.log());

        Outcome outcome =
                world.ask("ann", "history.undo", "note_0", "note", "{\"by\":\"me\",\"count\":%d}".formatted(n));

        assertThat(world.log().subList(0, past.size())).isEqualTo(past);
        for (Event fact : outcome.events()) {
            if (fact.type().endsWith(".reverted")) {
                Set<String> reverted = new HashSet<>();
                fact.data().toNode().get("reverts").forEach(id -> reverted.add(id.stringValue()));
                Set<String> written = paths(world, fact.subjectId(), reverted);
                fact.data().toNode().get("set").forEach(write -> {
                    String path = write.get("path").stringValue();
                    assertThat(written).as(path).anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
                });
            }
        }
    }

    /** What the changes wrote; where they made the subject, that it is deleted. */
    private static Set<String> paths(World world, String subjectId, Set<String> changes) {
        Set<String> paths = new HashSet<>(Set.of("/deletedAt", "/deletedBy"));
        ObjectNode fields = Json.newObject();
        for (Event event : world.events(subjectId, 0, Long.MAX_VALUE)) {
            ObjectNode after = Reducers.forType(event.type()).apply(fields, event);
            if (changes.contains(Origin.changeId(event))) {
                paths.addAll(Effect.between(fields, after).paths());
            }
            fields = after;
        }
        return paths;
    }

    private static boolean done(World world, String stem, String data) {
        return world.ask("owner", stem, "note_0", "note", data).types().contains("note.reverted");
    }

    private static Map<String, String> essence(World world) {
        Map<String, String> states = new TreeMap<>();
        List.of("note_0", "note_1", "task_0", "rel_0")
                .forEach(id -> states.put(id, essence(world.subject(id).state().toNode())));
        return states;
    }

    private static String essence(ObjectNode state) {
        state.remove(Set.of("updatedAt", "updatedBy"));
        Map<String, String> sorted = new TreeMap<>();
        state.properties().forEach(field -> sorted.put(field.getKey(), Json.write(field.getValue())));
        return sorted.toString();
    }

    private static Map<String, String> withoutTimes(Map<String, String> states) {
        states.replaceAll((id, state) -> state.replaceAll("deletedAt=[^,}]+", "deletedAt"));
        return states;
    }

    private static World after(List<Deed> deeds) {
        World world = World.withMembers();
        NOTES.forEach(id -> world.ask(
                "ann", "entities.create", id, "note", "{\"title\":\"t\",\"content\":\"a\\nb\\nc\\nd\\ne\\n\"}"));
        deeds.forEach(deed -> doIt(world, deed));
        return world;
    }

    private static void doIt(World world, Deed deed) {
        String id = NOTES.get(deed.target() % 2);
        switch (deed.what()) {
            case 0, 1, 2 -> {
                String content =
                        world.subject(id).state().toNode().path("content").asString();
                List<String> lines = new ArrayList<>(content.lines().toList());
                int line = deed.place() % (lines.size() + 1);
                if (line == lines.size() || deed.target() > 3) {
                    lines.add(line, "new " + deed.place());
                } else {
                    lines.set(line, deed.user() + deed.place());
                }
                update(world, deed, id, Json.newObject().put("content", String.join("\n", lines) + "\n"));
            }
            case 3 -> update(world, deed, id, Json.newObject().put("title", "title " + deed.place()));
            case 4 ->
                update(
                        world,
                        deed,
                        id,
                        Json.newObject().put("mood", deed.place()).putNull("title"));
            case 5 -> ask(world, deed, "entities.tag", id, "{\"tag\":\"t%d\"}".formatted(deed.place() % 3));
            case 6 -> ask(world, deed, "entities.untag", id, "{\"tag\":\"t%d\"}".formatted(deed.place() % 3));
            case 7 -> ask(world, deed, "entities." + (deed.place() % 2 == 0 ? "delete" : "restore"), id, "{}");
            case 8 -> ask(world, deed, "history.undo", id, "{\"count\":%d}".formatted(1 + deed.place() % 3));
            case 9 -> ask(world, deed, "history.redo", id, "{}");
            case 10 ->
                world.ask(
                        deed.user(),
                        "entities.create",
                        "task_0",
                        "task",
                        "{\"title\":\"x\",\"noteId\":\"%s\"}".formatted(id));
            case 11 ->
                world.ask(
                        deed.user(),
                        "entities.create",
                        "rel_0",
                        "relation",
                        "{\"from\":\"note_0\",\"to\":\"note_1\",\"kind\":\"k\"}");
            case 12 ->
                world.ask(
                        deed.user(),
                        "history.undo",
                        deed.place() % 2 == 0 ? "task_0" : "rel_0",
                        deed.place() % 2 == 0 ? "task" : "relation",
                        "{}");
            default -> {
                String change = "bulk_" + world.log().size();
                NOTES.forEach(each ->
                        world.factOf(change, each, "note.updated", "note", "{\"bulk\":%d}".formatted(deed.place())));
            }
        }
    }

    private static void update(World world, Deed deed, String id, ObjectNode changes) {
        ObjectNode data = Json.newObject();
        data.set("changes", changes);
        ask(world, deed, "entities.update", id, Json.write(data));
    }

    private static void ask(World world, Deed deed, String stem, String id, String data) {
        world.ask(deed.user(), stem, id, "note", data);
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        return Combinators.combine(
                        Arbitraries.of("owner", "ann", "ed"),
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 9))
                .as(Deed::new)
                .list()
                .ofMaxSize(14);
    }

    @Provide
    Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(1, 5);
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 200);
    }
}
