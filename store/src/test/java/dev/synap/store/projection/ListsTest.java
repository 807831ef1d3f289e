package dev.synap.store.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.json.Json;
import dev.synap.core.log.Direction;
import dev.synap.store.log.TestEvents;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ListsTest {

    private static final Instant START = Instant.parse("2024-12-01T10:00:00Z");

    private static ProjectedLog log;
    private static Lists lists;

    private String workspace = "";

    @BeforeAll
    static void connect() {
        log = new ProjectedLog();
        lists = new Lists(log.database.dataSource());
    }

    @AfterAll
    static void disconnect() {
        log.close();
    }

    @BeforeEach
    void workspace() {
        workspace = TestEvents.unique("ws");
    }

    @Test
    void notes_areReadByPlainSql() throws SQLException {
        // given
        happenedAt(0, "note.created", "n1", data("content", "First draft"));
        happenedAt(9, "note.updated", "n1", data("content", "Second edit"));

        // when
        List<String> rows = log.strings(
                "SELECT row_to_json(r)::text FROM (SELECT id, content, created_at AT TIME ZONE"
                        + " 'UTC' AS created_at, updated_at AT TIME ZONE 'UTC' AS updated_at FROM notes WHERE workspace_id = ?) r",
                workspace);

        // then
        assertThat(rows)
                .containsExactly("{\"id\":\"n1\",\"content\":\"Second edit\","
                        + "\"created_at\":\"2024-12-01T10:00:00\",\"updated_at\":\"2024-12-01T10:00:09\"}");
        assertThat(log.strings("SELECT * FROM notes WHERE workspace_id = ?", workspace))
                .hasSize(1);
    }

    @Test
    void one_findsASubjectOfAnyTypeByItsId() {
        // given
        for (String type : List.of("note", "task", "proposal", "schema", "recipe")) {
            log.happened(workspace, type + ".created", type + "_1", data("title", "T"));
        }

        // when, then
        for (String type : List.of("note", "task", "proposal", "schema", "recipe")) {
            assertThat(lists.one(workspace, type + "_1")).hasValueSatisfying(row -> {
                assertThat(row.type()).isEqualTo(type);
                assertThat(row.version()).isEqualTo(1);
                assertThat(row.state().toNode().get("title").stringValue()).isEqualTo("T");
            });
        }
        assertThat(lists.one(workspace, "note_2")).isEmpty();
        assertThat(lists.one("elsewhere", "note_1")).isEmpty();
    }

    @Test
    void eventsThatAreNoFacts_leaveTheVersionOfTheRow() {
        // given
        log.happened(workspace, "note.created", "n1", data("title", "T"));

        // when
        log.happened(workspace, "entities.update.requested", "n1");
        log.happened(workspace, "note.seen", "n1");

        // then
        assertThat(lists.one(workspace, "n1"))
                .hasValueSatisfying(row -> assertThat(row.version()).isEqualTo(1));
    }

    @Test
    void factsThatComeAgain_aloneOrAmongNewOnes_changeNothing() {
        // given
        Event created = log.happened(workspace, "note.created", "n1", data("title", "First"));
        log.happened(workspace, "note.title_changed", "n1", data("title", "Second"));
        List<Event> next = log.append(
                workspace,
                List.of(TestEvents.event(
                        EventDraft.of("note.content_updated").subject("n1").data(data("content", "C")))));

        // when, then
        log.project(workspace, List.of(created));
        assertShows("n1", 2, "Second");
        log.project(workspace, List.of(created, next.getFirst()));
        assertShows("n1", 3, "Second");
    }

    @Test
    void subject_staysInTheTableOfItsFirstType() {
        // given
        log.happened(workspace, "entities.create.requested", "a", Json.newObject());
        log.happened(workspace, "note.created", "b", data("title", "B"));

        // when
        log.happened(
                workspace,
                EventDraft.of("task.created").subject("a").subjectType("task").data(data("title", "A")));
        log.happened(
                workspace,
                EventDraft.of("task.updated").subject("b").subjectType("task").data(data("content", "C")));

        // then
        assertThat(lists.one(workspace, "a"))
                .hasValueSatisfying(row -> assertThat(row.type()).isEqualTo("entities"));
        assertThat(lists.one(workspace, "b")).hasValueSatisfying(row -> {
            assertThat(row.type()).isEqualTo("note");
            assertThat(row.version()).isEqualTo(2);
        });
    }

    @Test
    void list_hidesWhatIsDeletedOrArchived_unlessAsked() {
        // given
        for (String id : List.of("n1", "n2", "n3")) {
            log.happened(workspace, "note.created", id);
        }
        log.happened(workspace, "note.deleted", "n2");
        log.happened(workspace, "note.archived", "n3");
        ListQuery notes = ListQuery.of(Table.NOTES);

        // when, then
        assertThat(ids(notes)).containsExactly("n1");
        assertThat(ids(notes.deleted(Marked.ONLY))).containsExactly("n2");
        assertThat(ids(notes.archived(Marked.ONLY))).containsExactly("n3");
        assertThat(ids(notes.deleted(Marked.ALSO).archived(Marked.ALSO))).containsExactlyInAnyOrder("n1", "n2", "n3");
    }

    @Test
    void contentOfAllTypes_isOneList_pageByPage() {
        // given
        content();
        ListQuery all = ListQuery.ofContent().sort(Sort.CREATED_AT, Direction.FORWARD);

        // when, then
        assertThat(ids(all)).containsExactly("n1", "t1", "p1", "r1", "c1", "i1", "g1", "n2");
        for (Direction direction : Direction.values()) {
            List<String> whole = ids(all.sort(Sort.UPDATED_AT, direction));
            for (int limit = 1; limit <= whole.size(); limit++) {
                assertThat(paged(all.sort(Sort.UPDATED_AT, direction).limit(limit)))
                        .isEqualTo(whole);
            }
        }
        assertThat(lists.list(workspace, all).rows())
                .extracting(Row::type)
                .containsExactly("note", "task", "project", "relation", "comment", "invoice", "tag", "note");
    }

    @Test
    void contentOfAllTypes_isFilteredByTheTypesThatKnowTheFilter() {
        // given
        content();
        ListQuery all = ListQuery.ofContent().sort(Sort.CREATED_AT, Direction.FORWARD);

        // when, then
        assertThat(ids(all.where(Filter.PROJECT_ID, "p1"))).containsExactly("t1", "n2");
        assertThat(ids(all.where(Filter.TAG, "red"))).containsExactly("n1", "i1");
        assertThat(ids(all.where(Filter.ON, "n1"))).containsExactly("c1");
        assertThat(ids(all.search("tea"))).containsExactly("n1", "t1", "c1", "i1");
        assertThat(ids(all.search("tea").where(Filter.TAG, "red"))).containsExactly("n1", "i1");
        assertThat(ids(all.readable(Set.of("n1", "t1")))).containsExactly("n1", "t1", "c1");
        assertThat(ids(all.deleted(Marked.ONLY))).containsExactly("n3");
        assertThatThrownBy(() -> all.sort(Sort.TITLE, Direction.FORWARD))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("entities of all types can be sorted by created_at, updated_at, not by title");
        assertThatThrownBy(() -> all.where(Filter.ROLE, "admin"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "entities of all types cannot be filtered by it, only by createdBy, dueBefore,");
        assertThatThrownBy(() -> all.where(Filter.FROM, "n1").search("tea"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("fits no type of entity together with the other filters; leave one out");
    }

    private void content() {
        happenedAt(0, "note.created", "n1", data("title", "Tea"));
        happenedAt(1, "task.created", "t1", data("title", "Tea").put("projectId", "p1"));
        happenedAt(2, "project.created", "p1", data("title", "Garden"));
        happenedAt(3, "relation.created", "r1", data("from", "n1").put("to", "t1"));
        happenedAt(4, "comment.created", "c1", data("on", "n1").put("text", "Tea!"));
        happenedAt(5, "invoice.created", "i1", data("title", "Tea"));
        happenedAt(6, "tag.created", "g1", data("name", "red"));
        happenedAt(7, "note.created", "n2", data("projectId", "p1"));
        happenedAt(8, "note.created", "n3", data("title", "Gone"));
        happenedAt(9, "note.deleted", "n3", Json.newObject());
        happenedAt(10, "member.created", "member_1", data("userId", "bob"));
        happenedAt(11, "share.created", "share_1", data("userId", "bob"));
        happenedAt(12, "policy.created", "policy_1", data("pattern", "*"));
        happenedAt(13, "schema.created", "schema_1", data("type", "note"));
        happenedAt(14, "proposal.created", "proposal_1", data("status", "waiting"));
        happenedAt(15, "entity.tagged", "i1", data("tag", "red"));
        happenedAt(16, "entity.tagged", "n1", data("tag", "red"));
    }

    private List<String> paged(ListQuery query) {
        List<String> seen = new ArrayList<>();
        RowPage page = lists.list(workspace, query);
        while (true) {
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(query.limit());
            page.rows().forEach(row -> seen.add(row.id()));
            if (page.next() == null) {
                return seen;
            }
            page = lists.list(workspace, query.after(page.next()));
        }
    }

    @Test
    void list_isFilteredByWhatTheTableKnows() {
        // given
        happenedAt(
                0,
                "task.created",
                "t1",
                data("status", "open").put("noteId", "n1").put("dueDate", "2024-12-15"));
        happenedAt(1, "task.created", "t2", data("projectId", "p1"));
        happenedAt(2, "task.completed", "t2", Json.newObject());
        happenedAt(3, "task.created", "t3", data("dueDate", "2024-12-16T08:00:00+01:00"));
        happenedAt(4, "entity.tagged", "t3", data("tag", "urgent"));
        ListQuery tasks = ListQuery.of(Table.TASKS);

        // when, then
        assertThat(ids(tasks.where(Filter.STATUS, "open"))).containsExactlyInAnyOrder("t1", "t3");
        assertThat(ids(tasks.where(Filter.STATUS, "done"))).containsExactly("t2");
        assertThat(ids(tasks.where(Filter.NOTE_ID, "n1"))).containsExactly("t1");
        assertThat(ids(tasks.where(Filter.PROJECT_ID, "p1"))).containsExactly("t2");
        assertThat(ids(tasks.where(Filter.DUE_BEFORE, "2024-12-16"))).containsExactly("t1");
        assertThat(ids(tasks.where(Filter.DUE_BEFORE, "2024-12-16T07:00:01Z"))).containsExactlyInAnyOrder("t1", "t3");
        assertThat(ids(tasks.where(Filter.TAG, "urgent"))).containsExactly("t3");
        assertThat(ids(tasks.where(Filter.UPDATED_AFTER, "2024-12-01T10:00:02Z")))
                .containsExactly("t3");
        assertThat(ids(tasks.where(Filter.CREATED_BY, "alice").where(Filter.STATUS, "done")))
                .containsExactly("t2");
        assertThat(ids(tasks.where(Filter.CREATED_BY, "bob"))).isEmpty();
    }

    @Test
    void relationsAndComments_areFoundByTheirSubjects() {
        // given
        log.happened(
                workspace,
                "relation.created",
                "r1",
                data("from", "n1").put("to", "n2").put("kind", "cites"));
        log.happened(workspace, "comment.created", "c1", data("on", "n1").put("text", "Great summary!"));

        // when, then
        assertThat(ids(ListQuery.of(Table.RELATIONS).where(Filter.FROM, "n1"))).containsExactly("r1");
        assertThat(ids(ListQuery.of(Table.RELATIONS).where(Filter.TO, "n2"))).containsExactly("r1");
        assertThat(ids(ListQuery.of(Table.RELATIONS).where(Filter.KIND, "refutes")))
                .isEmpty();
        assertThat(ids(ListQuery.of(Table.COMMENTS).where(Filter.ON, "n1"))).containsExactly("c1");
        assertThat(ids(ListQuery.of(Table.COMMENTS).search("summary"))).containsExactly("c1");
    }

    @Test
    void filterThatTheTableDoesNotKnow_isRefusedAndNamesTheOnesItKnows() {
        assertThatThrownBy(() -> ListQuery.of(Table.NOTES).where(Filter.DUE_BEFORE, "2024-12-16"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("notes cannot be filtered by it, only by createdBy, projectId, tag, updatedAfter");
        assertThatThrownBy(() -> ListQuery.of(Table.TASKS).where(Filter.DUE_BEFORE, "tomorrow"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "must be a time with an offset, such as 2024-12-01T10:00:00Z, or a date, such as 2024-12-01");
        assertThatThrownBy(() -> ListQuery.of(Table.NOTES).sort(Sort.DUE_DATE, Direction.FORWARD))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("notes can be sorted by created_at, title, updated_at, not by due_date");
        assertThatThrownBy(() -> ListQuery.of(Table.MEMBERS).search("x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("members cannot be searched");
        assertThatThrownBy(() -> ListQuery.of(Table.NOTES).limit(1_001))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("must be 1 to 1000, but is 1001");
    }

    @Test
    void search_findsWordsOfTitleAndContent() {
        // given
        log.happened(
                workspace, "note.created", "n1", data("title", "Café in Zürich").put("content", "buy milk"));
        log.happened(
                workspace, "note.created", "n2", data("title", "Milk and honey").put("content", "the land of"));
        log.happened(workspace, "note.created", "n3", data("content", "x".repeat(5_000) + " needle"));
        ListQuery notes = ListQuery.of(Table.NOTES).sort(Sort.CREATED_AT, Direction.FORWARD);

        // when, then
        assertThat(ids(notes.search("milk"))).containsExactly("n1", "n2");
        assertThat(ids(notes.search("milk -honey"))).containsExactly("n1");
        assertThat(ids(notes.search("\"land of\""))).containsExactly("n2");
        assertThat(ids(notes.search("zürich or honey"))).containsExactly("n1", "n2");
        assertThat(ids(notes.search("needle"))).containsExactly("n3");
        assertThat(ids(notes.search("milk").limit(1))).containsExactly("n1", "n2");
        for (String odd : List.of("", "!!!", "'", "\"", "a & | b", "(", "-", ":*", "<->")) {
            assertThat(lists.list(workspace, notes.search(odd)).next()).isNull();
        }
    }

    @Test
    void textOfAnySize_isProjected() {
        // given: more words than a tsvector can take, of the largest letters
        StringBuilder words = new StringBuilder();
        for (int i = 0; words.length() < 240_000; i++) {
            words.appendCodePoint(0x20000 + i % 40_000).append('-').appendCodePoint(0x20000 + i * 7 % 40_000);
            words.append(i % 3 == 0 ? "/" : " ");
        }
        String half = words.substring(0, 240_000);

        // when
        log.happened(workspace, "note.created", "n1", data("title", half));
        log.happened(workspace, "note.updated", "n1", data("content", half));
        log.happened(workspace, "task.created", "t1", data("status", half).put("dueDate", "9".repeat(100_000)));
        log.happened(workspace, "note.tagged", "n1", data("tag", half));

        // then
        assertThat(ids(ListQuery.of(Table.NOTES).sort(Sort.TITLE, Direction.FORWARD)))
                .containsExactly("n1");
        assertThat(ids(ListQuery.of(Table.TASKS))).containsExactly("t1");
    }

    @Test
    void titles_sortWithoutRegardToCase_andMissingOnesComeFirst() {
        // given
        log.happened(workspace, "note.created", "n1", data("title", "banana"));
        log.happened(workspace, "note.created", "n2", data("title", "Apple"));
        log.happened(workspace, "note.created", "n3", data("title", "Cherry"));
        log.happened(workspace, "note.created", "n4");

        // when, then
        ListQuery byTitle = ListQuery.of(Table.NOTES).sort(Sort.TITLE, Direction.FORWARD);
        assertThat(ids(byTitle)).containsExactly("n4", "n2", "n1", "n3");
        assertThat(ids(byTitle.limit(1))).containsExactly("n4", "n2", "n1", "n3");
        assertThat(ids(byTitle.sort(Sort.TITLE, Direction.BACKWARD).limit(2))).containsExactly("n3", "n1", "n2", "n4");
    }

    @Test
    void tasksWithoutDueDate_comeLast_onEveryPage() {
        // given
        log.happened(workspace, "task.created", "t1");
        log.happened(workspace, "task.created", "t2", data("dueDate", "2024-12-15"));
        log.happened(workspace, "task.created", "t3", data("dueDate", "whenever"));
        log.happened(workspace, "task.created", "t4", data("dueDate", "2024-12-14"));

        // when, then
        ListQuery byDueDate = ListQuery.of(Table.TASKS).limit(1);
        assertThat(ids(byDueDate.sort(Sort.DUE_DATE, Direction.FORWARD))).containsExactly("t4", "t2", "t1", "t3");
        assertThat(ids(byDueDate.sort(Sort.DUE_DATE, Direction.BACKWARD))).containsExactly("t3", "t1", "t2", "t4");
    }

    @Test
    void cursor_isOfUseForItsOwnListOnly() {
        // given
        log.happened(workspace, "note.created", "n1");
        log.happened(workspace, "note.created", "n2");
        ListQuery notes = ListQuery.of(Table.NOTES).limit(1);
        String next = lists.list(workspace, notes).next();

        // when, then
        for (ListQuery other : List.of(
                notes.sort(Sort.TITLE, Direction.BACKWARD),
                notes.sort(Sort.CREATED_AT, Direction.FORWARD),
                notes.where(Filter.CREATED_BY, "alice"),
                notes.search("x"),
                notes.deleted(Marked.ALSO),
                ListQuery.of(Table.PROJECTS))) {
            assertThatThrownBy(() -> lists.list(workspace, other.after(next)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("belongs to a list with other filters or another order; begin at its first page");
        }
        for (String broken : List.of("", "x", "e30", "eyJsaXN0IjoxfQ", "ä", next + "x")) {
            assertThatThrownBy(() -> lists.list(workspace, notes.after(broken)))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(lists.list(workspace, notes.limit(5).after(next)).rows()).hasSize(1);
    }

    @Test
    void pageOfLargeStates_endsEarly_andGoesOnWithNext() {
        // given
        List<String> all = Stream.of("n1", "n2", "n3", "n4", "n5", "n6", "n7").toList();
        for (String id : all) {
            log.happened(workspace, "note.created", id, data("content", "long ".repeat(180_000)));
        }
        ListQuery notes = ListQuery.of(Table.NOTES).sort(Sort.CREATED_AT, Direction.FORWARD);

        // when
        RowPage first = lists.list(workspace, notes);
        RowPage second = lists.list(workspace, notes.after(first.next()));

        // then: what fits, and the one that no longer does
        assertThat(first.rows()).extracting(Row::id).isEqualTo(all.subList(0, 5));
        assertThat(second.rows()).extracting(Row::id).isEqualTo(all.subList(5, 7));
        assertThat(second.next()).isNull();
    }

    @Test
    void lastPage_thatIsFull_hasNoNext() {
        for (String id : List.of("n1", "n2", "n3", "n4")) {
            log.happened(workspace, "note.created", id);
        }
        ListQuery notes = ListQuery.of(Table.NOTES).limit(2);
        RowPage first = lists.list(workspace, notes);
        RowPage second = lists.list(workspace, notes.after(first.next()));

        assertThat(first.rows()).hasSize(2);
        assertThat(second.rows()).hasSize(2);
        assertThat(second.next()).isNull();
    }

    @Test
    void guest_seesOnlyWhatIsReadable_andTheCommentsOnIt() {
        // given
        log.happened(workspace, "note.created", "n1");
        log.happened(workspace, "note.created", "n2");
        log.happened(workspace, "comment.created", "c1", data("on", "n1"));
        log.happened(workspace, "comment.created", "c2", data("on", "n2"));
        log.happened(workspace, "note.tagged", "n1", data("tag", "shared"));
        log.happened(workspace, "note.tagged", "n2", data("tag", "secret"));
        Set<String> readable = Set.of("n1");

        // when, then
        assertThat(ids(ListQuery.of(Table.NOTES).readable(readable))).containsExactly("n1");
        assertThat(ids(ListQuery.of(Table.NOTES).readable(Set.of()))).isEmpty();
        assertThat(ids(ListQuery.of(Table.COMMENTS).readable(readable))).containsExactly("c1");
        assertThat(lists.tags(workspace, readable, "", 10)).containsExactly(new TagCount("shared", 1));
    }

    @Test
    void tags_areCounted_andComeInPages() {
        // given
        log.happened(workspace, "note.created", "n1", Json.readObject("{\"tags\":[\"a\",\"b\",7,\"a\"]}"));
        log.happened(workspace, "task.created", "t1");
        log.happened(workspace, "task.tagged", "t1", data("tag", "b"));
        log.happened(workspace, "task.tagged", "t1", data("tag", "c"));
        log.happened(workspace, "task.untagged", "t1", data("tag", "c"));
        log.happened(workspace, "task.created", "t2");
        log.happened(workspace, "task.tagged", "t2", data("tag", "b"));
        log.happened(workspace, "task.deleted", "t2");

        // when, then
        assertThat(lists.tags(workspace, null, "", 10)).containsExactly(new TagCount("a", 1), new TagCount("b", 2));
        assertThat(lists.tags(workspace, null, "a", 1)).containsExactly(new TagCount("b", 2));
    }

    @Test
    void everyFilterAndSort_runsOnItsTables() {
        for (Table table : Table.values()) {
            for (Sort sort : table.sorts()) {
                ListQuery query = ListQuery.of(table).sort(sort, Direction.FORWARD);
                for (Filter filter : table.filters()) {
                    String value = filter == Filter.DUE_BEFORE || filter == Filter.UPDATED_AFTER ? "2024-12-01" : "x";
                    assertThat(lists.list(workspace, query.where(filter, value)).rows())
                            .isEmpty();
                }
            }
        }
        assertThat(Arrays.stream(Table.values())
                        .flatMap(table -> table.filters().stream())
                        .distinct())
                .containsExactlyInAnyOrder(Filter.values());
    }

    private void assertShows(String id, long version, String title) {
        assertThat(lists.one(workspace, id)).hasValueSatisfying(row -> {
            assertThat(row.version()).isEqualTo(version);
            assertThat(row.state().toNode().get("title").stringValue()).isEqualTo(title);
        });
    }

    private List<String> ids(ListQuery query) {
        return Stream.iterate(
                        lists.list(workspace, query),
                        page -> page != null,
                        page -> page.next() == null ? null : lists.list(workspace, query.after(page.next())))
                .limit(100)
                .flatMap(page -> page.rows().stream())
                .map(Row::id)
                .toList();
    }

    private void happenedAt(int second, String type, String subject, ObjectNode data) {
        log.happened(workspace, EventDraft.of(type).subject(subject).data(data).timestamp(START.plusSeconds(second)));
    }

    private static ObjectNode data(String field, String value) {
        return Json.newObject().put(field, value);
    }
}
