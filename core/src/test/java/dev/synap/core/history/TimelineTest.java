package dev.synap.core.history;

import static dev.synap.core.history.Histories.about;
import static dev.synap.core.history.Histories.at;
import static dev.synap.core.history.Histories.because;
import static dev.synap.core.history.Histories.correlated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

    @Test
    void theStoryOfANote_isOneEntryPerChange_withWhoWhenWhereAndWhat() {
        Timeline timeline = tell(
                at(1, "note.created", "{\"content\":\"Original\"}", "alice"),
                at(2, "note.updated", "{\"content\":\"First edit\"}", "alice"),
                because(at(3, "note.updated", "{\"content\":\"Second edit\"}", "bob"), "typo"));

        assertThat(sentences(timeline))
                .containsExactly("Alice created note", "Alice edited content", "Bob edited content");
        assertThat(timeline.entries().getLast())
                .isEqualTo(new TimelineEntry(
                        "evt_3",
                        EntryKind.CHANGE,
                        List.of("bob"),
                        Instant.parse("2024-12-01T10:00:03Z"),
                        "web-app",
                        "typo",
                        "Bob edited content",
                        List.of("/content"),
                        List.of(3L),
                        List.of()));
    }

    @Test
    void aCollaborativeNote_showsAllFiveSteps_andItsContributorsInOrder() {
        Timeline timeline = tell(
                at(1, "note.created", "{\"title\":\"Meeting Notes\"}", "alice"),
                at(2, "note.content_updated", "{\"content\":\"Action items: call Marie\"}", "bob"),
                at(3, "note.title_changed", "{\"title\":\"Team Meeting Dec 15\"}", "alice"),
                at(4, "note.commented", "{\"text\":\"Great summary!\"}", "charlie"),
                at(5, "note.completed", "{}", "bob"));

        assertThat(sentences(timeline))
                .containsExactly(
                        "Alice created note", "Bob edited content", "Alice edited title", "Bob completed note");
        assertThat(steps(timeline.entries().get(2))).containsExactly("Charlie commented \"Great summary!\"");
        assertThat(timeline.contributors())
                .containsExactly(
                        new Contributor("alice", "Alice"),
                        new Contributor("bob", "Bob"),
                        new Contributor("charlie", "Charlie"));
    }

    @Test
    void factsWithOneCorrelation_areOneChange_evenWithOthersBetweenThem() {
        Timeline timeline = tell(
                at(1, "note.created", "{}", "alice"),
                correlated(at(2, "note.title_changed", "{\"title\":\"T\"}", "bob"), "edit"),
                at(3, "note.archived", "{}", "alice"),
                correlated(at(4, "note.content_updated", "{\"content\":\"C\"}", "bob"), "edit"));

        assertThat(sentences(timeline))
                .containsExactly("Alice created note", "Bob edited title and content", "Alice archived note");
        TimelineEntry edit = timeline.entries().get(1);
        assertThat(edit.changeId()).isEqualTo("edit");
        assertThat(edit.paths()).containsExactly("/title", "/content");
        assertThat(edit.versions()).containsExactly(2L, 4L);
    }

    @Test
    void phases_areFoldedUnderTheirChange() {
        Timeline timeline = tell(
                because(at(1, "entities.create.requested", "{\"content\":\"C\"}", "alice"), "for Marie"),
                correlated(at(2, "entities.create.approved", "{\"rule\":\"role.editor\"}", "alice"), "evt_1"),
                correlated(at(3, "note.created", "{\"content\":\"C\"}", "alice"), "evt_1"),
                correlated(at(4, "entities.create.validated", "{}", "alice"), "evt_1"));

        TimelineEntry only = timeline.entries().getFirst();
        assertThat(timeline.entries()).hasSize(1);
        assertThat(only.sentence()).isEqualTo("Alice created note");
        assertThat(only.reason()).isEqualTo("for Marie");
        assertThat(only.timestamp()).isEqualTo(Instant.parse("2024-12-01T10:00:03Z"));
        assertThat(only.steps().stream().map(TimelineStep::type))
                .containsExactly("entities.create.requested", "entities.create.approved", "entities.create.validated");
        assertThat(steps(only).subList(1, 3)).containsExactly("Approved by rule role.editor", "Carried out");
    }

    @Test
    void aRequestWithoutAFact_isAnEntryThatSaysWhatCameOfIt() {
        Event asked = onNote(at(2, "entities.update.requested", "{}", "bob"));
        Event created = at(1, "note.created", "{}", "alice");

        assertThat(lastOf(created, asked)).isEqualTo("REQUESTED Bob asked to update note");
        assertThat(lastOf(created, asked, answer("approved", "{}"))).isEqualTo("REQUESTED Bob asked to update note");
        assertThat(lastOf(created, asked, answer("proposed", "{\"reason\":\"agents ask first\"}")))
                .isEqualTo("PROPOSED Bob proposed to update note");
        assertThat(lastOf(created, asked, answer("rejected", "{\"reason\":\"no right\"}")))
                .isEqualTo("REJECTED Bob asked to update note, which was rejected");
        assertThat(lastOf(created, asked, answer("validated", "{}")))
                .isEqualTo("UNCHANGED Bob asked to update note, which changed nothing");
    }

    @Test
    void decisions_sayWhoDecidedAndWhy() {
        assertThat(decision("approved", "{\"rule\":\"role.editor\",\"proposalId\":\"p\"}"))
                .isEqualTo("Approved by Alice");
        assertThat(decision("approved", "{}")).isEqualTo("Approved by Alice");
        assertThat(decision("proposed", "{\"reason\":\"agents ask first\"}"))
                .isEqualTo("Waits for review: agents ask first");
        assertThat(decision("rejected", "{\"reason\":\"too long\",\"decidedBy\":\"charlie\"}"))
                .isEqualTo("Rejected by Charlie: too long");
        assertThat(decision("rejected", "{}")).isEqualTo("Rejected");
    }

    @Test
    void whoOnlyAskedOrDecided_isNoContributor() {
        Timeline timeline = tell(
                at(1, "note.created", "{}", "alice"),
                onNote(at(2, "entities.update.requested", "{}", "bob")),
                answer("rejected", "{}"));

        assertThat(timeline.contributors()).containsExactly(new Contributor("alice", "Alice"));
    }

    @Test
    void commentsThatAreEntities_areFoldedUnderTheLatestChange() {
        Timeline timeline = tell(
                at(1, "note.created", "{}", "alice"),
                about(at(2, "entities.create.requested", "{}", "charlie"), "comment_1", "comment"),
                about(at(3, "comment.created", "{\"text\":\"Great\\n summary!\"}", "charlie"), "comment_1", "comment"),
                at(4, "note.archived", "{}", "alice"),
                about(at(5, "comment.text_updated", "{\"text\":\"Good\"}", "charlie"), "comment_1", "comment"),
                about(at(6, "comment.deleted", "{}", "bob"), "comment_1", "comment"));

        assertThat(timeline.entries()).hasSize(2);
        assertThat(steps(timeline.entries().getFirst())).containsExactly("Charlie commented \"Great summary!\"");
        assertThat(steps(timeline.entries().getLast()))
                .containsExactly("Charlie edited a comment", "Bob deleted comment");
        assertThat(timeline.contributors()).extracting(Contributor::userId).containsExactly("alice", "charlie", "bob");
    }

    @Test
    void historyThatIsNoChange_isARemark() {
        Timeline timeline = tell(
                at(1, "note.commented", "{\"text\":\"First!\"}", "charlie"), at(2, "agent.invoked", "{}", "alice"));

        assertThat(timeline.entries()).extracting(TimelineEntry::kind).containsOnly(EntryKind.REMARK);
        assertThat(sentences(timeline)).containsExactly("Charlie commented \"First!\"", "Alice invoked agent");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            note.deleted         | {}                                | Bob deleted note
            note.restored        | {}                                | Bob restored note
            task.reopened        | {}                                | Bob reopened task
            crm.deal.moved       | {"stage":"won"}                   | Bob moved crm deal
            note.tagged          | {"tag":"red"}                     | Bob tagged note with red
            note.untagged        | {"tag":"red"}                     | Bob removed tag red from note
            task.due_date_changed| {"dueDate":"2024-12-20"}          | Bob edited due date
            note.updated         | {"a":1,"b":2,"c":3}               | Bob edited a, b and c
            note.updated         | {"a":1,"b":2,"c":3,"d":4}         | Bob edited a, b and 2 more fields
            note.updated         | {"author":{"name":"x"}}           | Bob edited author
            note.updated         | {}                                | Bob edited note
            suggestion.accepted  | {}                                | Bob accepted suggestion
            proposal.stale       | {}                                | Bob found proposal stale
            """)
    void eachKindOfFact_isASentence(String type, String data, String sentence) {
        Event fact = at(2, type, data, "bob");
        Event typed = about(fact, "note_123", type.substring(0, type.lastIndexOf('.')));

        assertThat(sentences(tell(at(1, "note.created", "{\"id\":\"x\"}", "alice"), typed)))
                .last()
                .isEqualTo(sentence);
    }

    @Test
    void severalDeedsOfSeveralPeopleInOneChange_areOneSentence() {
        assertThat(sentences(tell(
                        at(1, "task.created", "{}", "alice"),
                        correlated(at(2, "task.title_changed", "{\"title\":\"T\"}", "alice"), "c"),
                        correlated(at(3, "task.completed", "{}", "bob"), "c"),
                        correlated(at(4, "task.updated", "{\"note\":\"N\"}", "charlie"), "c"))))
                .last()
                .isEqualTo("Alice, Bob and Charlie edited title and note and completed task");
    }

    @Test
    void whatIsSetWhileCreating_isPartOfCreating() {
        assertThat(sentences(tell(
                        correlated(at(1, "note.created", "{}", "alice"), "c"),
                        correlated(at(2, "note.tagged", "{\"tag\":\"red\"}", "alice"), "c"),
                        correlated(at(3, "note.title_changed", "{\"title\":\"T\"}", "alice"), "c"))))
                .containsExactly("Alice created note");
    }

    @Test
    void aTimelineFromAStateInTheMiddle_knowsWhatWasThere() {
        State before = Fold.all("note_123", List.of(at(1, "note.created", "{\"a\":1,\"b\":1}", "alice")));
        Timeline timeline =
                Timeline.of(before, List.of(at(2, "note.updated", "{\"a\":1,\"b\":2}", "bob")), TimelineTest::name);

        assertThat(timeline.entries().getFirst().paths()).containsExactly("/b");
    }

    @Test
    void eventsOfAnotherSubjectThatIsNoComment_areRefused() {
        assertThatThrownBy(() -> tell(about(at(1, "task.created", "{}", "alice"), "task_9", "task")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[note_123] cannot tell of task_9, which is a task and no comment");
    }

    @Property(tries = 300)
    void everyEvent_isToldOnce_andEntriesStandInTheOrderOfTheLog(@ForAll("histories") List<Event> events) {
        Timeline timeline = Timeline.of(State.none("note_123"), events, TimelineTest::name);

        List<Long> facts = timeline.entries().stream()
                .flatMap(entry -> entry.versions().stream())
                .toList();
        List<String> steps = timeline.entries().stream()
                .flatMap(entry -> entry.steps().stream().map(TimelineStep::eventId))
                .toList();
        assertThat(facts)
                .isEqualTo(events.stream()
                        .filter(event -> Reducers.changesState(event.type()))
                        .map(Event::version)
                        .toList());
        assertThat(steps)
                .containsExactlyInAnyOrderElementsOf(events.stream()
                        .filter(event -> !Reducers.changesState(event.type()))
                        .map(Event::id)
                        .toList());
        assertThat(timeline.entries()).extracting(TimelineEntry::timestamp).isSorted();
        assertThat(timeline.entries()).noneMatch(entry -> entry.sentence().isBlank());
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Histories.any();
    }

    private static Timeline tell(Event... events) {
        return Timeline.of(State.none("note_123"), Arrays.asList(events), TimelineTest::name);
    }

    private static String name(String userId) {
        return userId.substring(0, 1).toUpperCase(Locale.ROOT) + userId.substring(1);
    }

    private static List<String> sentences(Timeline timeline) {
        return timeline.entries().stream().map(TimelineEntry::sentence).toList();
    }

    private static List<String> steps(TimelineEntry entry) {
        return entry.steps().stream().map(TimelineStep::sentence).toList();
    }

    private static String lastOf(Event... events) {
        TimelineEntry last = tell(events).entries().getLast();
        return last.kind() + " " + last.sentence();
    }

    private static String decision(String phase, String data) {
        Event event = onNote(at(1, "entities.update." + phase, data, "alice"));
        return steps(tell(event).entries().getFirst()).getFirst();
    }

    private static Event answer(String phase, String data) {
        return onNote(correlated(at(3, "entities.update." + phase, data, "system"), "evt_2"));
    }

    private static Event onNote(Event event) {
        return about(event, "note_123", "note");
    }
}
