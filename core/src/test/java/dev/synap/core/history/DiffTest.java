package dev.synap.core.history;

import static dev.synap.core.history.Histories.at;
import static dev.synap.core.history.Segment.Kind.ADDED;
import static dev.synap.core.history.Segment.Kind.KEPT;
import static dev.synap.core.history.Segment.Kind.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.State;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DiffTest {

    private static final List<Event> STORY = List.of(
            at(1, "note.created", "{\"title\":\"Plan\",\"content\":\"Call Marie tomorrow\",\"old\":1}", "alice"),
            at(2, "note.content_updated", "{\"content\":\"Call Marie on Friday\"}", "bob"),
            at(3, "note.updated", "{\"old\":null,\"due\":\"2024-12-20\"}", "bob"));

    @Test
    void betweenTwoVersions_eachFieldIsAddedRemovedOrChanged_andTextChangesByWords() {
        Diff diff = Diff.between(asOf(1), asOf(3));

        assertThat(diff.fromVersion()).isEqualTo(1);
        assertThat(diff.toVersion()).isEqualTo(3);
        assertThat(diff.fields())
                .extracting(
                        field -> field.effect().path(), field -> field.effect().kind())
                .containsExactlyInAnyOrder(
                        tuple("/content", FieldEffect.Kind.CHANGED),
                        tuple("/old", FieldEffect.Kind.REMOVED),
                        tuple("/due", FieldEffect.Kind.ADDED));
        assertThat(diff.fields().getFirst().words())
                .containsExactly(
                        new Segment(KEPT, "Call Marie "),
                        new Segment(REMOVED, "tomorrow"),
                        new Segment(ADDED, "on Friday"));
        assertThat(diff.fields().get(1).words()).isEmpty();
    }

    @Test
    void theSameState_differsInNothing() {
        assertThat(Diff.between(asOf(2), asOf(2)).isEmpty()).isTrue();
    }

    @Test
    void statesOfTwoSubjects_areRefused() {
        assertThatThrownBy(() -> Diff.between(asOf(1), State.none("note_9")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("note_123 and note_9 are two subjects");
    }

    @Property(tries = 300)
    void aDiff_saysWhatMakesTheOneStateIntoTheOther(
            @ForAll("histories") List<Event> events,
            @ForAll @IntRange(max = 20) int from,
            @ForAll @IntRange(max = 20) int to) {
        State before = Fold.all("note_123", events.subList(0, Math.min(from, events.size())));
        State after = Fold.all("note_123", events.subList(0, Math.min(to, events.size())));

        Diff diff = Diff.between(before, after);

        Effect effect = new Effect(diff.fields().stream().map(FieldDiff::effect).toList());
        assertThat(Histories.essence(effect.applyTo(before.toNode()))).isEqualTo(Histories.essence(after.toNode()));
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Histories.any();
    }

    private static State asOf(int version) {
        return Fold.all("note_123", STORY.subList(0, version));
    }
}
