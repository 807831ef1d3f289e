package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.client.AuditEntry;
import dev.synap.client.Rebuild;
import dev.synap.client.Synap;
import dev.synap.client.TimelinePage;
import dev.synap.client.UndoByRun;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.fold.Fold;
import dev.synap.core.history.Contributor;
import dev.synap.core.history.TimelineEntry;
import dev.synap.core.json.Json;
import dev.synap.core.log.AsOf;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** The five superpowers that events enable, each as its example has it, with the same people, words and dates. */
@Timeout(120)
class SuperpowersTest {

    private final String workspace = RealServer.newWorkspace();
    private final Synap synap = RealServer.client().workspace(workspace).build();

    @BeforeAll
    static void people() {
        try (Synap synap = RealServer.client().build()) {
            synap.users().create("alice", "Alice");
            synap.users().create("bob", "Bob");
        }
    }

    /** "Instead of UPDATE, we APPEND events". */
    @BeforeEach
    void append() {
        synap.events()
                .append(happened("note.created", "alice", "2024-12-01T10:00:00Z")
                        .id("evt_1")
                        .data(d -> d.put("id", "note_123")
                                .put("title", "Marketing Plan")
                                .put("content", "Original")))
                .orThrow();
        synap.events()
                .append(happened("note.updated", "alice", "2024-12-05T14:30:00Z")
                        .id("evt_2")
                        .data(d -> d.put("id", "note_123").put("content", "First edit")))
                .orThrow();
        synap.events()
                .append(happened("note.updated", "bob", "2024-12-10T09:15:00Z")
                        .id("evt_3")
                        .data(d -> d.put("id", "note_123").put("content", "Second edit")))
                .orThrow();
    }

    @AfterEach
    void close() {
        synap.close();
    }

    @Test
    @DisplayName("Current state = replay all events: note.content === 'Second edit'")
    void currentState_isTheReplayOfAllEvents() {
        try (Stream<Event> events = synap.events().getAll()) {
            assertThat(content(Fold.all("note_123", events.toList()).toNode())).isEqualTo("Second edit");
        }
        assertThat(content(synap.state("note_123").toNode())).isEqualTo("Second edit");
    }

    @Test
    @DisplayName("1. Time-Travel: events.getHistory({ subjectId: 'note_123', before: '2024-12-05T23:59:59Z' })")
    void timeTravel_showsWhatTheNoteLookedLikeOnDecember5th() {
        var events = synap.events().getHistory(h -> h.subject("note_123").before("2024-12-05T23:59:59Z"));

        assertThat(content(Fold.all("note_123", events).toNode())).isEqualTo("First edit");
        // and a whole list as of that day
        assertThat(synap.notes().list(q -> q.asOf("2024-12-05T23:59:59Z")).toList())
                .singleElement()
                .satisfies(note -> assertThat(note.content()).isEqualTo("First edit"));
        assertThat(synap.notes().list(q -> q.asOf("2024-11-30T00:00:00Z")).toList())
                .isEmpty();
        // and [Restore This]
        synap.history()
                .restore("note_123", AsOf.time(Instant.parse("2024-12-05T23:59:59Z")))
                .orThrow();
        assertThat(content(synap.state("note_123").toNode())).isEqualTo("First edit");
    }

    @Test
    @DisplayName("2. Infinite Undo: history.undo({ subjectId: 'note_123', count: 3 })")
    void undo_takesTheLastThreeChangesBack() {
        synap.notes()
                .update("note_123", note -> note.put("content", "Third edit"))
                .orThrow();

        synap.history().undo("note_123", 3).orThrow();

        assertThat(content(synap.state("note_123").toNode())).isEqualTo("Original");
        synap.history().redo("note_123", 1).orThrow();
        assertThat(content(synap.state("note_123").toNode())).isEqualTo("Third edit");
    }

    @Test
    @DisplayName("2. Infinite Undo: history.undoTo({ subjectId: 'note_123', eventId: 'evt_5' })")
    void undoTo_goesBackToAnEvent() {
        synap.history().undoTo("note_123", "evt_2").orThrow();

        assertThat(content(synap.state("note_123").toNode())).isEqualTo("First edit");
    }

    @Test
    @DisplayName("2. Infinite Undo: history.undoBy({ userId: 'bob' })")
    void undoBy_takesBackAllThatBobDid() throws InterruptedException {
        UndoByRun.Progress done = synap.history().undoBy("bob").await(now -> {});

        assertThat(done.status()).isEqualTo("validated");
        assertThat(content(synap.state("note_123").toNode())).isEqualTo("First edit");
    }

    @Test
    @DisplayName("2. Infinite Undo: History, as drawn")
    void history_isToldAsDrawn() {
        TimelinePage history = synap.history().timeline("note_123", null, 100);

        assertThat(history.entries())
                .extracting(TimelineEntry::sentence)
                .containsExactly("Bob edited content", "Alice edited content", "Alice created note");
        assertThat(history.entries())
                .extracting(entry -> content(
                        synap.state("note_123", AsOf.version(entry.versions().getLast()))
                                .toNode()))
                .containsExactly("Second edit", "First edit", "Original");
        assertThat(history.contributors()).extracting(Contributor::name).containsExactlyInAnyOrder("Alice", "Bob");
    }

    @Test
    @DisplayName("3. Full Audit Trail: events.query({ type: 'note.deleted', subjectId: 'note_123' })")
    void query_answersWhoDeletedThisNote() {
        synap.events()
                .append(happened("note.deleted", "bob", "2024-12-15T16:45:00Z")
                        .source("web-app")
                        .metadata(m -> {
                            m.put("ipAddress", "192.168.1.1");
                            m.put("userAgent", "Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36");
                            m.put("reason", "user_action");
                            m.putObject("import");
                        }))
                .orThrow();

        Event deleted = synap.events()
                .query(q -> q.type("note.deleted").subject("note_123"))
                .first()
                .orElseThrow();
        List<AuditEntry> audit =
                synap.audit().newestFirst(q -> q.subject("note_123")).toList();

        assertThat(deleted.userId()).isEqualTo("bob");
        assertThat(deleted.timestamp()).isEqualTo("2024-12-15T16:45:00Z");
        assertThat(deleted.source()).isEqualTo("web-app");
        ObjectNode metadata = deleted.metadata().toNode();
        assertThat(metadata.path("ipAddress").asString()).isEqualTo("192.168.1.1");
        assertThat(metadata.path("userAgent").asString()).contains("Chrome/120");
        assertThat(metadata.path("reason").asString()).isEqualTo("user_action");
        // and the audit log, as drawn
        assertThat(audit)
                .extracting(AuditEntry::sentence)
                .containsExactly(
                        "Bob deleted \"Marketing Plan\"",
                        "Bob edited \"Marketing Plan\"",
                        "Alice edited \"Marketing Plan\"",
                        "Alice created \"Marketing Plan\"");
        assertThat(audit.getFirst().browser()).isEqualTo("Chrome");
        assertThat(audit.getFirst().ipAddress()).isEqualTo("192.168.1.1");
        assertThat(audit.get(1).changes())
                .anySatisfy(change -> assertThat(change.path() + change.before() + change.after())
                        .isEqualTo("/content\"First edit\"\"Second edit\""));
    }

    @Test
    @DisplayName("4. AI Transparency: events.get('evt_ai_suggestion')")
    void get_tellsWhyAnAiSuggestedATask() {
        ObjectNode trail = Json.readObject("""
                {"agent": "orchestrator",
                 "reasoning": {"steps": [
                    {"thought": "User mentioned calling Marie tomorrow", "action": "Extract task entity",
                     "confidence": 0.95},
                    {"thought": "Task has temporal constraint (tomorrow)", "action": "Set due date to 2024-12-20",
                     "confidence": 0.98}],
                  "outcome": {"action": "create_task", "entity": {"title": "Call Marie", "dueDate": "2024-12-20"}}},
                 "durationMs": 1523}""");
        synap.events()
                .append(EventDraft.of("suggestion.created")
                        .id("evt_ai_suggestion")
                        .subject("suggestion_1")
                        .data(d -> d.put("title", "Call Marie"))
                        .metadata(m -> m.set("ai", trail)))
                .orThrow();

        Event event = synap.events().get("evt_ai_suggestion").orElseThrow();

        assertThat(event.metadata().toNode().path("ai")).isEqualTo(trail);
    }

    @Test
    @DisplayName("5. Disaster Recovery: clear all projections, replay all events in order, database fully restored")
    void rebuild_restoresEverythingFromEvents() throws InterruptedException {
        List<String> before =
                synap.notes().list().toList().stream().map(Object::toString).toList();

        Rebuild rebuild = synap.projections().rebuild("all");
        Rebuild done = synap.projections().await(rebuild.id(), now -> {});

        assertThat(done.status().toString()).isEqualToIgnoringCase("done");
        assertThat(synap.notes().list().toList().stream().map(Object::toString))
                .isEqualTo(before)
                .isNotEmpty();
        // and whoever keeps tables of their own replays the log in its order
        try (Stream<Event> events = synap.events().getAll()) {
            assertThat(events.map(Event::id)).startsWith("evt_1", "evt_2", "evt_3");
        }
    }

    private static EventDraft happened(String type, String userId, String timestamp) {
        return EventDraft.of(type)
                .subject("note_123")
                .user(userId)
                .timestamp(Instant.parse(timestamp))
                .metadata(m -> m.putObject("import"));
    }

    private static String content(ObjectNode note) {
        return note.path("content").asString();
    }
}
