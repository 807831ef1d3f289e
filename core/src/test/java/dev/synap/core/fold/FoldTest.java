package dev.synap.core.fold;

import static dev.synap.core.event.EventFixture.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.event.Event;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonArbitraries;
import dev.synap.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class FoldTest {

    @Property(tries = 300)
    void foldingOnFromAnyPrefix_givesWhatFoldingAllGives(
            @ForAll("histories") List<Event> events, @ForAll @IntRange(max = 20) int cut) {
        int at = Math.min(cut, events.size());
        State snapshot = Fold.all("note_123", events.subList(0, at));
        State stored = new State(
                snapshot.subjectId(),
                snapshot.subjectType(),
                snapshot.version(),
                snapshot.position(),
                JsonObject.ofStored(snapshot.fields().text()));

        Fold rest = Fold.from(stored);
        events.subList(at, events.size()).forEach(rest::add);

        assertThat(rest.state()).isEqualTo(Fold.all("note_123", events));
    }

    @Property(tries = 300)
    void theFold_agreesWithPlainMaps(@ForAll("histories") List<Event> events) {
        Map<String, Object> expected = MapOracle.fold(events);

        State state = Fold.all("note_123", events);

        assertThat(MapOracle.asMap(state.fields())).isEqualTo(expected);
        assertThat(state.version()).isEqualTo(events.size());
        assertThat(state.deleted()).isEqualTo(expected.containsKey("deletedAt"));
    }

    @Test
    void stateGivenOut_doesNotChangeWhenTheFoldGoesOn() {
        Fold fold = Fold.of("note_123").add(at(1, "note.created", "{\"a\":1}", "alice", "2024-12-01T10:00:00Z"));
        State first = fold.state();
        String text = first.fields().text();
        fold.add(at(2, "note.updated", "{\"a\":2}", "alice", "2024-12-01T10:00:00Z"));
        assertThat(first.fields().text()).isEqualTo(text);
    }

    @Test
    void noEvents_giveAStateThatDoesNotExist() {
        State state = Fold.all("note_123", List.of());
        assertThat(state).isEqualTo(State.none("note_123"));
        assertThat(state.exists()).isFalse();
        assertThat(state.deleted()).isFalse();
    }

    @Test
    void subjectType_isTheFirstEvents() {
        State state = Fold.of("note_123")
                .add(at(1, "note.created", "{}", "alice", "2024-12-01T10:00:00Z"))
                .add(at(2, "task.updated", "{}", "alice", "2024-12-01T10:00:00Z"))
                .state();
        assertThat(state.subjectType()).isEqualTo("note");
    }

    @Test
    void versionsMayBeSkipped_asWhenSeenAsOfATime() {
        assertThat(Fold.of("note_123")
                        .add(at(7, "note.created", "{}", "alice", "2024-12-01T10:00:00Z"))
                        .state()
                        .version())
                .isEqualTo(7);
    }

    @Test
    void eventsOutOfOrder_areRefused() {
        Fold fold = Fold.of("note_123").add(at(2, "note.created", "{}", "alice", "2024-12-01T10:00:00Z"));
        for (long version : new long[] {1, 2}) {
            Event late = at(version, "note.updated", "{}", "alice", "2024-12-01T10:00:00Z");
            assertThatThrownBy(() -> fold.add(late))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("[note_123] at version 2 cannot take in version " + version + " of note_123");
        }
    }

    @Test
    void eventsOfAnotherSubject_areRefused() {
        Event other = at(1, "note.created", "{}", "alice", "2024-12-01T10:00:00Z");
        assertThatThrownBy(() -> Fold.of("note_9").add(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[note_9] at version 0 cannot take in version 1 of note_123");
    }

    @Test
    void nullDeletionMark_isNoDeletion() {
        State state = new State("n", "note", 1, 1, JsonObject.parse("{\"deletedAt\":null}"));
        assertThat(state.deleted()).isFalse();
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        Arbitrary<String> types = Arbitraries.of(ReducersTest.TYPES);
        Arbitrary<ObjectNode> data = Combinators.combine(
                        JsonArbitraries.patches(), Arbitraries.of("red", "blue").optional(0.5))
                .as((node, tag) -> {
                    ObjectNode copy = node.deepCopy();
                    tag.ifPresent(t -> copy.put("tag", t));
                    return copy;
                });
        Arbitrary<String> users = Arbitraries.of("alice", "bob");
        return Combinators.combine(types, data, users)
                .as((type, fields, user) -> new String[] {type, Json.write(fields), user})
                .list()
                .ofMaxSize(20)
                .map(FoldTest::numbered);
    }

    private static List<Event> numbered(List<String[]> parts) {
        List<Event> events = new ArrayList<>();
        for (String[] part : parts) {
            int version = events.size() + 1;
            events.add(at(version, part[0], part[1], part[2], "2024-12-01T10:00:%02dZ".formatted(version)));
        }
        return events;
    }

    /** The verbs told once more, on plain maps and without a look at the reducers. */
    private static final class MapOracle {

        static Map<String, Object> fold(List<Event> events) {
            Map<String, Object> state = new LinkedHashMap<>();
            for (Event event : events) {
                String time = event.timestamp().toString().replace("Z", ".000000Z");
                String user = event.userId();
                Map<String, Object> data = asMap(event.data());
                switch (event.type()) {
                    case "note.created" -> {
                        state.clear();
                        state.putAll(data);
                        state.put("id", "note_123");
                        sign(state, "created", time, user);
                    }
                    case "note.updated", "note.moved", "note.title_changed", "note.content_updated" ->
                        update(state, data, time, user);
                    case "note.deleted" -> sign(state, "deleted", time, user);
                    case "note.archived" -> sign(state, "archived", time, user);
                    case "note.restored" -> unsign(state, "deleted", time, user);
                    case "note.unarchived" -> unsign(state, "archived", time, user);
                    case "task.completed" -> {
                        update(state, data, time, user);
                        state.put("status", "done");
                        sign(state, "completed", time, user);
                    }
                    case "task.reopened" -> {
                        unsign(state, "completed", time, user);
                        update(state, data, time, user);
                        state.put("status", "open");
                    }
                    case "entity.tagged", "entity.untagged" -> {
                        List<Object> tags = new ArrayList<>();
                        if (state.get("tags") instanceof List<?> before) {
                            tags.addAll(before);
                        }
                        Object tag = data.get("tag");
                        if (tag != null) {
                            tags.remove(tag);
                            if (event.type().equals("entity.tagged")) {
                                tags.add(tag);
                            }
                        }
                        state.put("tags", tags);
                        sign(state, "updated", time, user);
                    }
                    case "proposal.accepted" -> {
                        update(state, data, time, user);
                        state.put("status", "accepted");
                    }
                    case "proposal.stale" -> {
                        update(state, data, time, user);
                        state.put("status", "waiting");
                    }
                    case "suggestion.accepted", "suggestion.rejected", "suggestion.expired" -> {
                        update(state, data, time, user);
                        state.put("status", event.type().substring("suggestion.".length()));
                    }
                    default -> {}
                }
            }
            return state;
        }

        @SuppressWarnings("unchecked")
        static Map<String, Object> asMap(JsonObject json) {
            return Json.mapper().readValue(json.text(), LinkedHashMap.class);
        }

        private static void update(Map<String, Object> state, Map<String, Object> data, String time, String user) {
            merge(state, data);
            state.put("id", "note_123");
            sign(state, "updated", time, user);
        }

        @SuppressWarnings("unchecked")
        private static void merge(Map<String, Object> target, Map<String, Object> patch) {
            patch.forEach((key, value) -> {
                if (value == null) {
                    target.remove(key);
                } else if (value instanceof Map<?, ?> nested) {
                    Map<String, Object> inner = new LinkedHashMap<>();
                    if (target.get(key) instanceof Map<?, ?> before) {
                        inner.putAll((Map<String, Object>) before);
                    }
                    merge(inner, (Map<String, Object>) nested);
                    target.put(key, inner);
                } else {
                    target.put(key, value);
                }
            });
        }

        private static void sign(Map<String, Object> state, String verb, String time, String user) {
            state.put(verb + "At", time);
            state.put(verb + "By", user);
        }

        private static void unsign(Map<String, Object> state, String verb, String time, String user) {
            state.remove(verb + "At");
            state.remove(verb + "By");
            sign(state, "updated", time, user);
        }
    }
}
