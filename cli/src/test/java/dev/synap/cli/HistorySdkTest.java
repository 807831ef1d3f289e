package dev.synap.cli;

import static dev.synap.cli.RealServer.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.cli.RealServer.Ended;
import dev.synap.client.AuditEntry;
import dev.synap.client.Note;
import dev.synap.client.Synap;
import dev.synap.client.SynapClientException;
import dev.synap.client.TimelinePage;
import dev.synap.core.event.EventDraft;
import dev.synap.core.history.Contributor;
import dev.synap.core.history.Diff;
import dev.synap.core.history.EntryKind;
import dev.synap.core.history.FieldDiff;
import dev.synap.core.history.FieldEffect;
import dev.synap.core.history.Segment;
import dev.synap.core.history.TimelineEntry;
import dev.synap.core.history.TimelineStep;
import dev.synap.core.history.WordDiff;
import dev.synap.core.log.AsOf;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** History as people ask for it, from the SDK and the commands, against the server itself. */
@Timeout(120)
class HistorySdkTest {

    private final String workspace = RealServer.newWorkspace();
    private final Synap synap = RealServer.client().workspace(workspace).build();

    @AfterEach
    void close() {
        synap.close();
    }

    @Test
    void diff_comparesAnyTwoPoints_textByWords() {
        // given
        created("note_1", "The red fox\n");
        long first = synap.events().position();
        edited("note_1", "The brown fox\n");

        // when
        Diff diff = synap.history().diff("note_1", AsOf.position(first), AsOf.latest());

        // then
        assertThat(diff.fromVersion()).isEqualTo(1);
        assertThat(diff.toVersion()).isEqualTo(2);
        FieldDiff content = diff.fields().getFirst();
        assertThat(content.effect().path()).isEqualTo("/content");
        assertThat(WordDiff.before(content.words())).isEqualTo("The red fox\n");
        assertThat(WordDiff.after(content.words())).isEqualTo("The brown fox\n");
        assertThat(content.words()).contains(new Segment(Segment.Kind.ADDED, "brown"));
        assertThat(synap.history()
                        .diff("note_1", AsOf.latest(), AsOf.version(2))
                        .isEmpty())
                .isTrue();
        assertThat(synap.history()
                        .diff("note_1", AsOf.version(0), AsOf.version(1))
                        .fields())
                .anySatisfy(field -> assertThat(field.effect().before()).isNull());
        assertThatThrownBy(() -> synap.history().diff("note_9", AsOf.version(1), AsOf.latest()))
                .isInstanceOf(SynapClientException.class)
                .hasMessageContaining("note_9 has no events");
    }

    @Test
    void timeline_tellsChangesInWords_withRequestsAndCommentsUnderThem() {
        // given
        synap.notes()
                .waiting()
                .create(n -> n.put("id", "note_1").put("content", "One"))
                .orThrow();
        synap.comments().waiting().create("note_1", "Well said").orThrow();

        // when
        TimelinePage page = synap.history().timeline("note_1", null, 100);

        // then
        assertThat(page.next()).isNull();
        assertThat(page.contributors()).extracting(Contributor::userId).containsExactly("owner");
        TimelineEntry entry = page.entries().getFirst();
        assertThat(page.entries()).hasSize(1);
        assertThat(entry.kind()).isEqualTo(EntryKind.CHANGE);
        assertThat(entry.sentence()).endsWith("created note");
        assertThat(entry.steps())
                .extracting(TimelineStep::type)
                .containsExactly(
                        "entities.create.requested",
                        "entities.create.approved",
                        "entities.create.validated",
                        "comment.created");
    }

    @Test
    void timelineInSmallPages_isTheWholeTimeline_andNoChangeIsTorn() {
        // given
        created("note_1", "0");
        IntStream.rangeClosed(1, 20)
                .forEach(i -> synap.notes()
                        .waiting()
                        .update("note_1", n -> n.put("content", "edit " + i))
                        .orThrow());

        // when
        List<TimelineEntry> small =
                synap.history().timeline("note_1").pageSize(3).toList();

        // then
        assertThat(small).isEqualTo(synap.history().timeline("note_1").toList()).hasSize(21);
        assertThat(small).allSatisfy(entry -> assertThat(entry.versions()).hasSize(1));
        assertThat(small.getFirst().sentence()).endsWith("edited content");
    }

    @Test
    void blame_saysWhereEachLineComesFrom_atAnyPoint() {
        // given
        created("note_1", "one\ntwo\n");
        edited("note_1", "one\n2\nthree\n");

        // when, then
        assertThat(synap.history().blame("note_1").lines())
                .extracting(line -> line.text() + line.origin().version())
                .containsExactly("one\n1", "2\n2", "three\n2");
        assertThat(synap.history().blame("note_1", "content", AsOf.version(1)).text())
                .isEqualTo("one\ntwo\n");
        assertThat(synap.history()
                        .blame("note_1", "/author/name", AsOf.latest())
                        .lines())
                .isEmpty();
    }

    @Test
    void lists_areShownAsTheyWere() {
        // given
        created("note_1", "First");
        created("note_2", "Second");
        long then = synap.events().position();
        edited("note_1", "Changed");
        synap.notes().waiting().delete("note_2").orThrow();
        created("note_3", "Third");

        // when
        List<Note> before =
                synap.notes().list(q -> q.asOf(AsOf.position(then)).ascending()).toList();

        // then
        assertThat(before).extracting(Note::id).containsExactly("note_1", "note_2");
        assertThat(before).extracting(Note::content).containsExactly("First", "Second");
        assertThat(synap.notes()
                        .list(q -> q.asOf(AsOf.position(then)).createdBy("owner"))
                        .pageSize(1)
                        .toList())
                .hasSize(2);
        assertThat(synap.notes().list(q -> q.asOf("2020-01-01T00:00:00Z"))).isEmpty();
        assertThatThrownBy(() -> synap.notes()
                        .list(q -> q.asOf(AsOf.position(then)).search("First"))
                        .toList())
                .isInstanceOf(SynapClientException.class)
                .hasMessageContaining("cannot search in the past");
    }

    @Test
    void commands_showHistoryDiffAndBlame() {
        // given
        created("note_1", "red fox\n");
        edited("note_1", "brown fox\n");

        // when
        Ended history = run("history", "note_1", "-w", workspace, "-n", "1");
        Ended diff = run("diff", "note_1", "1", "-w", workspace);
        Ended blame = run("blame", "note_1", "-w", workspace);

        // then
        assertThat(history.out()).startsWith("● ").contains(" edited content ").contains("version 2");
        assertThat(history.err()).isEqualTo("The last 1 change; --all shows all.\n");
        assertThat(diff.out()).isEqualTo("note_1  version 1 to 2\n  /content  [-red-]{+brown+} fox\n    \n");
        assertThat(blame.out()).startsWith("v2  owner  ").endsWith("  brown fox\n");
        assertThat(run("diff", "note_1", "soon", "-w", workspace).exitCode()).isEqualTo(2);
    }

    @Test
    void audit_answersWhoDeletedThisNote_fromWhereAndWhy_withBeforeAndAfter() {
        // given
        created("note_1", "Marketing plan");
        edited("note_1", "Secret plan");
        synap.events()
                .append(EventDraft.of("note.deleted")
                        .subject("note_1")
                        .source("web-app")
                        .metadata(m -> m.put("reason", "user_action")))
                .orThrow();

        // when
        List<AuditEntry> deleted = synap.audit()
                .query(q -> q.type("note.deleted").subject("note_1"))
                .toList();
        List<AuditEntry> secret =
                synap.audit().search("SECRET", q -> q).pageSize(1).toList();
        Ended command = run("audit", "--type", "note.*", "--text", "secret", "-w", workspace);

        // then
        assertThat(deleted).singleElement().satisfies(entry -> {
            assertThat(entry.userId()).isEqualTo("owner");
            assertThat(entry.source()).isEqualTo("web-app");
            assertThat(entry.reason()).isEqualTo("user_action");
            assertThat(entry.ipAddress()).isEqualTo("127.0.0.1");
            assertThat(entry.userAgent()).isNotBlank();
            assertThat(entry.changes()).extracting(FieldEffect::path).contains("/deletedAt", "/deletedBy");
        });
        assertThat(secret)
                .singleElement()
                .satisfies(entry -> assertThat(entry.changes()).singleElement().satisfies(change -> {
                    assertThat(String.valueOf(change.before())).isEqualTo("\"Marketing plan\"");
                    assertThat(String.valueOf(change.after())).isEqualTo("\"Secret plan\"");
                }));
        assertThat(command.out())
                .contains("owner  note.content_updated  note_1  from ")
                .endsWith("    /content  \"Marketing plan\" → \"Secret plan\"\n");
    }

    private void created(String id, String content) {
        append("note.created", id, content);
    }

    private void edited(String id, String content) {
        append("note.content_updated", id, content);
    }

    private void append(String type, String id, String content) {
        synap.events()
                .append(EventDraft.of(type).subject(id).data(d -> d.put("content", content)))
                .orThrow();
    }
}
