package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.client.Comment;
import dev.synap.client.Entity;
import dev.synap.client.ListPage;
import dev.synap.client.Note;
import dev.synap.client.Row;
import dev.synap.client.Sort;
import dev.synap.client.Stamp;
import dev.synap.client.Synap;
import dev.synap.client.SynapClientException;
import dev.synap.client.TagCount;
import dev.synap.client.Task;
import dev.synap.client.WriteResult;
import dev.synap.client.WriteResult.Rejected;
import dev.synap.client.WriteResult.Validated;
import dev.synap.core.event.Event;
import dev.synap.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writing and listing entities with the Java SDK, against the server itself. */
@Timeout(120)
class EntitiesSdkTest {

    private final Synap synap =
            RealServer.client().workspace(RealServer.newWorkspace()).build();

    @AfterEach
    void close() {
        synap.close();
    }

    @Test
    void theSeedsExample_goesThroughThreePhases_andTheListShowsIt() {
        // when
        WriteResult<Entity> requested = synap.entities()
                .create("note", note -> note.put("id", "note_123").put("content", "My note"));
        Validated<Entity> done = requested.orThrow();
        // then
        assertThat(synap.events().getHistory("note_123").stream().map(Event::type))
                .containsExactly(
                        "entities.create.requested",
                        "entities.create.approved",
                        "note.created",
                        "entities.create.validated");
        assertThat(done.requestId()).isEqualTo(requested.requestId());
        assertThat(done.entity().type()).isEqualTo("note");
        assertThat(done.entity().text("content")).isEqualTo("My note");
        Note listed = synap.notes().list().first().orElseThrow();
        assertThat(listed.content()).isEqualTo("My note");
        assertThat(listed.version()).isEqualTo(done.version());
        assertThat(listed.created().map(Stamp::by)).contains("owner");
        assertThat(synap.notes().get("note_123")).contains(listed);
        assertThat(synap.notes().get("note_9")).isEmpty();
    }

    @Test
    void sameRequestSentAgain_isDoneOnce_alsoByAnotherClient() {
        WriteResult<Note> first = synap.notes()
                .with(w -> w.eventId("evt_mine"))
                .create(n -> n.put("id", "note_1").put("content", "Once"));
        WriteResult<Note> again = synap.notes()
                .with(w -> w.eventId("evt_mine"))
                .waiting()
                .create(n -> n.put("id", "note_1").put("content", "Once"));

        assertThat(again).isEqualTo(first.orThrow());
        assertThat(synap.events().query(q -> q.type("note.created"))).hasSize(1);
    }

    @Test
    void changes_areSpecificFacts_andAStaleWriterIsRejected() {
        // given
        Note note = synap.notes()
                .waiting()
                .create(n -> n.put("title", "Plan").put("content", "First"))
                .orThrow()
                .entity();
        // when
        Note edited = synap.notes()
                .waiting()
                .with(w -> w.expectedVersion(note.version()).reason("typo"))
                .update(note.id(), n -> n.put("title", "Plan B").put("mood", "calm"))
                .orThrow()
                .entity();
        WriteResult<Note> stale = synap.notes()
                .with(w -> w.expectedVersion(note.version()))
                .update(note.id(), n -> n.put("title", "Plan C"))
                .andWait();
        // then
        assertThat(facts(note.id())).containsExactly("note.created", "note.title_changed", "note.updated");
        assertThat(edited.entity().text("mood")).isEqualTo("calm");
        assertThat(edited.version()).isGreaterThan(note.version());
        assertThat(stale).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.rule()).isEqualTo("entity.moved_on");
            assertThat(rejected.problem().code()).isEqualTo("version-conflict");
        });
        assertThat(synap.notes().get(note.id()).orElseThrow().title()).isEqualTo("Plan B");
    }

    @Test
    void entities_areDeletedRestoredArchivedAndTagged() {
        synap.notes()
                .waiting()
                .create(n -> n.put("id", "note_1").put("title", "Plan"))
                .orThrow();

        synap.notes().waiting().delete("note_1").orThrow();
        assertThat(synap.notes().list()).isEmpty();
        assertThat(synap.notes().list(q -> q.deletedOnly()).first().flatMap(Row::deleted))
                .isPresent();
        synap.notes().waiting().restore("note_1").orThrow();
        assertThat(synap.notes().list()).hasSize(1);
        synap.notes().waiting().archive("note_1").orThrow();
        assertThat(synap.notes().list()).isEmpty();
        assertThat(synap.notes().list(q -> q.withArchived())).hasSize(1);
        synap.notes().waiting().unarchive("note_1").orThrow();
        assertThat(synap.notes()
                        .waiting()
                        .tag("note_1", "to do")
                        .orThrow()
                        .entity()
                        .tags())
                .containsExactly("to do");
        assertThat(synap.notes().list(q -> q.tag("to do"))).hasSize(1);
        assertThat(synap.tags().list()).containsExactly(new TagCount("to do", 1));
        synap.notes().waiting().untag("note_1", "to do").orThrow();
        assertThat(synap.tags().list()).isEmpty();

        assertThat(facts("note_1"))
                .containsExactly(
                        "note.created",
                        "note.deleted",
                        "note.restored",
                        "note.archived",
                        "note.unarchived",
                        "entity.tagged",
                        "entity.untagged");
    }

    @Test
    void aNotesActionItems_areTasks_thatAreCompletedAndReopened() {
        synap.notes()
                .waiting()
                .create(n -> n.put("id", "note_1").put("title", "Meeting"))
                .orThrow();
        synap.projects()
                .waiting()
                .create(p -> p.put("id", "project_1").put("title", "Garden"))
                .orThrow();

        Task task = synap.notes()
                .waiting()
                .addTask("note_1", "Call Marie")
                .orThrow()
                .entity();
        synap.tasks()
                .waiting()
                .create(t ->
                        t.put("title", "Other").put("projectId", "project_1").put("dueDate", "2024-12-20"))
                .orThrow();

        assertThat(task.noteId()).isEqualTo("note_1");
        assertThat(synap.tasks().list(q -> q.note("note_1")).stream().map(Task::title))
                .containsExactly("Call Marie");
        assertThat(synap.tasks().list(q -> q.project("project_1")).stream().map(Task::dueDate))
                .containsExactly("2024-12-20");
        Task done = synap.tasks().waiting().complete(task.id()).orThrow().entity();
        assertThat(done.status()).isEqualTo("done");
        assertThat(done.completed().map(Stamp::by)).contains("owner");
        assertThat(synap.tasks().list(q -> q.status("done")).stream().map(Row::id))
                .containsExactly(task.id());
        assertThat(synap.tasks().waiting().reopen(task.id()).orThrow().entity().completed())
                .isEmpty();
        assertThat(facts(task.id())).containsExactly("task.created", "task.completed", "task.reopened");
    }

    @Test
    void relationsAndComments_areEntitiesToo() {
        for (String id : List.of("task_1", "task_2")) {
            synap.tasks()
                    .waiting()
                    .create(t -> t.put("id", id).put("title", id))
                    .orThrow();
        }

        synap.relations().waiting().create("task_1", "blocks", "task_2").orThrow();
        Comment comment =
                synap.comments().waiting().create("task_1", "Great").orThrow().entity();
        synap.comments().waiting().update(comment.id(), "Greater").orThrow();

        assertThat(synap.relations().list(q -> q.from("task_1").kind("blocks")).toList())
                .singleElement()
                .satisfies(relation -> assertThat(relation.to()).isEqualTo("task_2"));
        assertThat(synap.comments().list(q -> q.on("task_1")).stream().map(Comment::text))
                .containsExactly("Greater");
        assertThatThrownBy(() -> synap.comments().create("task_9", "Nobody there"))
                .isInstanceOfSatisfying(
                        SynapClientException.class, e -> assertThat(e.code()).isEqualTo("not-found"));
    }

    @Test
    void lists_searchSortAndPage_withoutGapOrRepeat() {
        // given
        List<WriteResult<Note>> writes = new ArrayList<>(IntStream.range(0, 25)
                .mapToObj(i -> synap.notes()
                        .create(n -> n.put("title", "T%02d".formatted(i)).put("content", i == 7 ? "call marie" : "x")))
                .toList());
        long position = writes.stream()
                .mapToLong(write -> write.orThrow().position())
                .max()
                .orElseThrow();
        List<String> expected =
                IntStream.range(0, 25).mapToObj("T%02d"::formatted).toList();
        // when, then
        assertThat(synap.notes().list(q -> q.sortedBy(Sort.TITLE)).pageSize(7).stream()
                        .map(Note::title))
                .containsExactlyElementsOf(expected);
        assertThat(synap.notes().list(q -> q.sortedBy(Sort.TITLE).descending()).pageSize(10).stream()
                        .map(Note::title))
                .containsExactlyElementsOf(expected.reversed());
        assertThat(synap.notes().list(q -> q.search("marie")).stream().map(Note::title))
                .containsExactly("T07");
        ListPage<Note> page =
                synap.notes().list(q -> q.minPosition(position)).pageSize(20).page();
        assertThat(page.position()).isGreaterThanOrEqualTo(position);
        assertThat(synap.notes().list(q -> q.minPosition(position)).after(page.next()))
                .hasSize(5);
        assertThat(synap.notes().list().limit(3)).hasSize(3);
    }

    @Test
    void aSchema_holdsATypeToAForm_andTheErrorNamesThePath() {
        synap.schemas()
                .waiting()
                .create(
                        "bug",
                        Json.readObject(
                                "{\"properties\":{\"severity\":{\"type\":\"integer\"}},\"required\":[\"severity\"]}"))
                .orThrow();

        WriteResult<Entity> wrong = synap.entities().waiting().create("bug", b -> b.put("severity", "high"));

        assertThat(wrong).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.rule()).isEqualTo("schema.invalid");
            assertThat(rejected.errors()).isNotEmpty();
            assertThat(rejected.errors().getFirst().toString()).contains("severity");
        });
        assertThat(synap.entities().waiting().create("bug", b -> b.put("severity", 3)))
                .isInstanceOf(Validated.class);
        assertThat(synap.entities().list(q -> q.type("bug"))).hasSize(1);
        assertThat(synap.schemas().list().toList())
                .singleElement()
                .satisfies(schema -> assertThat(schema.type()).isEqualTo("bug"));
    }

    @Test
    void dispatchAndWorkers_tellThatAllIsDone() {
        Validated<Note> note =
                synap.notes().waiting().create(n -> n.put("title", "Plan")).orThrow();

        assertThat(synap.dispatch().list("done").toList()).singleElement().satisfies(request -> {
            assertThat(request.requestId()).isEqualTo(note.requestId());
            assertThat(request.outcome()).isEqualTo("validated");
        });
        assertThat(synap.dispatch().list("parked")).isEmpty();
        assertThat(synap.workers().parked()).isEmpty();
        assertThat(synap.workers().list()).extracting(worker -> worker.name()).contains("writes", "projections");
    }

    private List<String> facts(String subjectId) {
        return synap.events().getHistory(subjectId).stream()
                .map(Event::type)
                .filter(type -> !type.startsWith("entities."))
                .toList();
    }
}
