package dev.synap.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.synap.cli.RealServer.Ended;
import dev.synap.client.AuditEntry;
import dev.synap.client.Comment;
import dev.synap.client.KeyRequest;
import dev.synap.client.Member;
import dev.synap.client.Note;
import dev.synap.client.Project;
import dev.synap.client.Proposal;
import dev.synap.client.Rebuild;
import dev.synap.client.Synap;
import dev.synap.client.Task;
import dev.synap.client.User;
import dev.synap.core.access.Role;
import dev.synap.core.event.Event;
import dev.synap.core.history.TimelineEntry;
import dev.synap.core.log.AsOf;
import dev.synap.core.write.ReasoningTrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./synap demo} makes, and what it says. */
@Timeout(120)
class DemoTest {

    private static final String MARKETING = "note_marketing";
    private static final Pattern PASSWORD = Pattern.compile("password {2}(\\S+)\n");

    private static DemoServer server;
    private static Ended first;
    private static Synap demo;
    private static Instant began;

    @BeforeAll
    static void fill(@TempDir Path directory) {
        server = DemoServer.start(directory);
        first = server.run("demo");
        demo = server.in("demo");
        began = demo.events().get("evt_demo_began").orElseThrow().timestamp();
        // From here on the lists show all of it.
        demo.proposals().list(q -> q.minPosition(demo.events().position())).toList();
    }

    @AfterAll
    static void stop() {
        demo.close();
        server.close();
    }

    @Test
    void itSaysWhereToLookForEachPower() {
        String url = server.url();
        String fiveDaysAgo = day(-5);

        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(first.out().replace(passwordIn(first), "PASSWORD"))
                .isEqualTo("""
                The demo is in the workspace demo of URL.

                  Open     URL/w/demo/notes/note_marketing
                  Sign in  as alice, bob or charlie, with the password  PASSWORD
                           Keep it: it is shown this once.
                           as owner, who may do everything, with a password of your own. None yet? Set it, by your key:
                           URL/setup

                1. Time travel: what did the plan say five days ago, and what did all notes?
                  page     URL/w/demo/notes/note_marketing?tab=past
                  shell    ./synap state note_marketing -w demo --as-of DAY
                           curl -s --oauth2-bearer "$SYNAP_KEY" 'URL/api/v1/workspaces/demo/notes?asOf=DAYT23:59:59Z&limit=3'

                2. Undo: take any change back, and keep what others wrote later
                  page     URL/w/demo/notes/note_marketing?tab=history
                  shell    ./synap history note_marketing -w demo
                           ./synap undo-to note_marketing evt_note_marketing_2 -w demo --preview

                3. Audit: who deleted the draft, when and from where? (as owner)
                  page     URL/w/demo/audit
                  shell    ./synap audit -w demo --type note.deleted

                4. AI that can be asked why: "Call Marie" waits for your word, with its reasons
                  page     URL/w/demo/proposals
                  shell    curl -s --oauth2-bearer "$SYNAP_KEY" 'URL/api/v1/workspaces/demo/proposals?status=waiting'
                           ./synap history task_sample_bags -w demo --steps

                5. Rebuild: throw the tables away, and make them anew from the log (as owner)
                  page     URL/w/demo/system
                  shell    ./synap rebuild notes -w demo
                           ./synap verify -w demo
                """.replace("URL", url).replace("DAY", fiveDaysAgo));
    }

    @Test
    void theShownCommandsAnswerWhatTheyPromise() {
        assertThat(server.run("state", MARKETING, "-w", "demo", "--as-of", day(-5))
                        .out())
                .contains("First edit")
                .doesNotContain("Second edit");
        assertThat(server.run("history", MARKETING, "-w", "demo").out())
                .startsWith("● Bob edited content")
                .contains("Alice created note");
        assertThat(server.run("undo-to", MARKETING, "evt_note_marketing_2", "-w", "demo", "--preview")
                        .out())
                .contains("→ First edit\n");
        assertThat(server.run("audit", "-w", "demo", "--type", "note.deleted").out())
                .contains("bob  note.deleted  note_draft  from web-app by Chrome at 192.168.1.1 (user_action)")
                .contains("Bob deleted \"Marketing Plan (draft)\"");
        assertThat(server.run("history", "task_sample_bags", "-w", "demo", "--steps")
                        .out())
                .contains("Approved by Alice");
        assertThat(server.run("verify", "-w", "demo").exitCode()).isZero();
    }

    @Test
    void aSecondRun_changesNothingAndSaysThatItIsThereAlready() throws Exception {
        // given
        long position = demo.events().position();
        List<User> users = demo.users().list();
        // when
        Ended second = server.run("demo");
        // then
        assertThat(second.exitCode()).isZero();
        assertThat(second.out())
                .startsWith("The demo is already in the workspace demo of " + server.url() + ".\n")
                .contains("Sign in  as alice, bob or charlie, with the password set before;"
                        + " ./synap demo -w demo --password NEW sets another\n")
                .contains(server.url() + "/w/demo/proposals")
                .doesNotContain("shown this once");
        assertThat(demo.events().position()).isEqualTo(position);
        assertThat(demo.users().list()).isEqualTo(users);
        assertThat(server.signIn("alice", passwordIn(first))).isEqualTo(201);
    }

    @Test
    void shownCommands_areToldOfTheServerAndTheKeyAsThisOneWas(@TempDir Path directory) throws Exception {
        Path keyFile = Files.writeString(directory.resolve("my key"), DemoServer.KEY);

        Ended run = server.runWith(
                Map.of("SYNAP_URL", "", "SYNAP_KEY", ""),
                "demo",
                "--url",
                server.url() + "/",
                "--key-file",
                keyFile.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("./synap verify -w demo --url %s/ --key-file '%s'\n".formatted(server.url(), keyFile))
                .contains("curl -s --oauth2-bearer \"$(cat '%s')\" '%s/api/v1/".formatted(keyFile, server.url()));
    }

    @Test
    void thePeopleSignInWithThePasswordThatWasPrinted() throws Exception {
        for (String person : List.of("alice", "bob", "charlie")) {
            assertThat(server.signIn(person, passwordIn(first))).as(person).isEqualTo(201);
        }
        assertThat(server.signIn("alice", "not the password")).isEqualTo(401);
        assertThat(demo.members().list())
                .extracting(Member::userId, Member::role)
                .containsExactlyInAnyOrder(
                        tuple("owner", Role.OWNER),
                        tuple("alice", Role.EDITOR),
                        tuple("bob", Role.EDITOR),
                        tuple("charlie", Role.EDITOR),
                        tuple("assistant", Role.EDITOR));
    }

    @Test
    void again_fillsAnotherWorkspaceWithTheSamePeople() throws Exception {
        // given
        long position = demo.events().position();
        // when
        Ended again = server.run("demo", "--again");
        // then
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).startsWith("The demo is in the workspace demo-2 of " + server.url() + ".\n");
        assertThat(demo.events().position()).isEqualTo(position);
        assertThat(server.signIn("bob", passwordIn(first))).isEqualTo(201);
        try (Synap other = server.in("demo-2")) {
            assertThat(other.events().position()).isEqualTo(position);
        }
    }

    @Test
    void aWorkspaceThatHoldsSomethingElse_isLeftAlone() {
        demo.workspaces().create("garden", "Garden");
        try (Synap garden = server.in("garden")) {
            garden.notes().waiting().create(n -> n.put("title", "Roses")).orThrow();
            long position = garden.events().position();

            Ended refused = server.run("demo", "-w", "garden");

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .isEqualTo("synap: The workspace garden holds something else; --again makes another one\n");
            assertThat(garden.events().position()).isEqualTo(position);
        }
    }

    @Test
    void aKeyThatMayNotMakeUsers_isToldWhatItTakes() {
        String key = demo.keys()
                .create(KeyRequest.named("dashboard").scopes("read", "admin"))
                .secret();

        Ended refused = server.runWith(Map.of("SYNAP_KEY", key), "demo", "-w", "not_made");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo("synap: The demo makes users, so it takes the key of a server admin with the scopes"
                        + " read, write, import, admin; this one is owner's, with admin, read\n");
        assertThat(demo.workspaces().get("not_made")).isEmpty();
    }

    @Test
    void aPasswordThatTheServerWouldRefuse_isRefusedBeforeAnythingIsMade() {
        Ended refused = server.run("demo", "-w", "not_made", "--password", "short");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("synap: --password must have at least 10 characters\n");
        assertThat(demo.workspaces().get("not_made")).isEmpty();
    }

    @Test
    void theMarketingPlan_wasWrittenByThreePeople() {
        List<TimelineEntry> history =
                demo.history().timeline(MARKETING).stream().toList().reversed();

        assertThat(history)
                .extracting(TimelineEntry::sentence)
                .startsWith(
                        "Alice created note", "Alice edited content", "Bob edited content", "Charlie edited content")
                .endsWith("Charlie edited content", "Bob edited content");
        assertThat(history.get(0).timestamp()).isEqualTo(began.minus(Duration.ofDays(10)));
        assertThat(history.get(1).timestamp()).isEqualTo(began.minus(Duration.ofDays(5)));
        assertThat(history.getLast().timestamp()).isEqualTo(began.minus(Duration.ofMinutes(2)));
        assertThat(content(AsOf.version(1))).isEqualTo("Original");
        assertThat(content(AsOf.version(2))).isEqualTo("First edit");
        assertThat(content(AsOf.version(3))).isEqualTo("Second edit");
        assertThat(demo.history().blame(MARKETING).lines())
                .extracting(line -> line.origin().userId())
                .contains("alice", "bob", "charlie");
        assertThat(demo.comments().list(q -> q.on(MARKETING)).stream().map(Comment::text))
                .contains("Great summary!")
                .hasSize(3);
    }

    @Test
    void theMeetingNotes_areToldAsInTheirExample() {
        Note note = demo.notes().get(TeamMeeting.NOTE).orElseThrow();

        assertThat(note.title()).matches("Team Meeting \\w{3} \\d+");
        assertThat(note.content()).contains("Action items:");
        assertThat(demo.events().query(q -> q.subject(TeamMeeting.NOTE)).stream()
                        .map(Event::userId))
                .startsWith("alice", "bob", "alice");
        assertThat(demo.comments().list(q -> q.on(TeamMeeting.NOTE)).stream().map(Comment::text))
                .containsExactly("Great summary!");
        assertThat(demo.tasks().list(q -> q.note(TeamMeeting.NOTE).status("done")).stream()
                        .map(Task::title))
                .containsExactly("Book the stand");
    }

    @Test
    void theListsAreFull_andCanBeReadAsTheyWere() {
        assertThat(demo.notes().list().stream()).hasSizeBetween(28, 32);
        assertThat(demo.notes().list(q -> q.tag("fair")).stream()).hasSizeGreaterThan(3);
        assertThat(demo.projects().list().stream().map(Project::title))
                .containsExactly("Spring launch", "Web shop", "Coffee fair");
        assertThat(demo.projects().list(q -> q.archivedOnly()).stream().map(Project::title))
                .containsExactly("Winter sale");
        assertThat(demo.tasks().list(q -> q.project(Work.LAUNCH)).stream()).hasSizeGreaterThan(4);
        assertThat(demo.relations().list(q -> q.from(MARKETING)).stream()).hasSize(2);

        List<Note> then = demo.notes()
                .list(q -> q.asOf(AsOf.time(began.minus(Duration.ofDays(5)))))
                .toList();
        assertThat(then)
                .filteredOn(note -> note.id().equals(MARKETING))
                .singleElement()
                .satisfies(note -> assertThat(note.content()).isEqualTo("First edit"));
        assertThat(then).extracting(Note::id).contains("note_draft").doesNotContain("note_window");
    }

    @Test
    void theAuditLog_saysWhoDeletedTheDraft() {
        AuditEntry deleted = demo.audit()
                .query(q -> q.type("note.deleted").subject("note_draft"))
                .first()
                .orElseThrow();

        assertThat(deleted.sentence()).isEqualTo("Bob deleted \"Marketing Plan (draft)\"");
        assertThat(deleted.browser()).isEqualTo("Chrome");
        assertThat(deleted.ipAddress()).isEqualTo("192.168.1.1");
        assertThat(deleted.reason()).isEqualTo("user_action");
        assertThat(demo.notes().list(q -> q.deletedOnly()).stream().map(Note::id))
                .containsExactly("note_draft");
    }

    @Test
    void callMarie_waitsWithItsReasons() {
        Proposal proposal = proposal(Suggestions.CALL_MARIE);

        assertThat(proposal.status()).isEqualTo("waiting");
        assertThat(proposal.proposedBy()).isEqualTo("assistant");
        assertThat(proposal.content().toNode().path("dueDate").asString()).isEqualTo(day(1));
        ReasoningTrace why = proposal.reasoning().orElseThrow();
        assertThat(why.steps())
                .containsExactly(
                        new ReasoningTrace.Step("User mentioned calling Marie tomorrow", "Extract task entity", 0.95),
                        new ReasoningTrace.Step(
                                "Task has temporal constraint (tomorrow)", "Set due date to " + day(1), 0.98));
        assertThat(why.durationMs()).isEqualTo(1523);
        Event request = demo.events().get(proposal.requestId()).orElseThrow();
        Event cause = demo.events().get(String.valueOf(request.causationId())).orElseThrow();
        assertThat(cause.data().toNode().path("content").asString()).isEqualTo("Call Marie tomorrow");
        // and it can be accepted still: nothing has moved on
        assertThat(demo.tasks().get(Suggestions.CALL_MARIE)).isEmpty();
    }

    @Test
    void theOtherSuggestions_areAcceptedRejectedAndStale() {
        Proposal accepted = proposal(Suggestions.SAMPLE_BAGS);
        Proposal rejected = proposal(Notebook.POSTER);
        Proposal stale = proposal(Notebook.PRESS);

        assertThat(accepted.status()).isEqualTo("accepted");
        assertThat(accepted.fields().toNode().path("decidedBy").asString()).isEqualTo("alice");
        assertThat(demo.tasks().get(Suggestions.SAMPLE_BAGS).orElseThrow().title())
                .isEqualTo("Order sample bags");
        assertThat(rejected.status()).isEqualTo("rejected");
        assertThat(rejected.fields().toNode().path("decisionReason").asString())
                .isEqualTo("Everybody looks for it under ideas, and ideas they are.");
        assertThat(demo.notes().get(Notebook.POSTER).orElseThrow().title()).isEqualTo("Poster ideas");
        assertThat(stale.status()).isEqualTo("waiting");
        assertThat(stale.fields().toNode().path("staleVersion").asLong()).isLessThan(stale.baseVersion());
        assertThat(demo.notes().get(Notebook.PRESS).orElseThrow().content()).contains("Coffee & Quay");
        assertThat(List.of(accepted, rejected, stale))
                .allSatisfy(proposal -> assertThat(proposal.reasoning()).isPresent());
    }

    @Test
    void theTables_areMadeAnewFromTheLog() throws InterruptedException {
        List<String> before = demo.notes().list().stream().map(Note::toString).toList();

        Rebuild rebuild = demo.projections().rebuild("notes");

        assertThat(demo.projections().await(rebuild.id(), now -> {}).isDone()).isTrue();
        assertThat(demo.notes().list().stream().map(Note::toString))
                .isEqualTo(before)
                .hasSizeGreaterThan(27);
    }

    @Test
    void nobodyKeepsAKeyOfSomebodyElse() throws Exception {
        String agents = server.get("/api/v1/keys?userId=assistant");

        assertThat(agents).contains("\"name\":\"demo\"").doesNotContain("\"revokedAt\":null");
    }

    private static Proposal proposal(String subject) {
        return demo.proposals().list(q -> q.subject(subject)).first().orElseThrow();
    }

    private static String content(AsOf asOf) {
        return demo.state(MARKETING, asOf).toNode().path("content").asString();
    }

    private static String day(int days) {
        return LocalDate.ofInstant(began, ZoneOffset.UTC).plusDays(days).toString();
    }

    static String passwordIn(Ended ended) {
        return findPassword(ended).orElseThrow(() -> new AssertionError("no password in\n" + ended.out()));
    }

    static Optional<String> findPassword(Ended ended) {
        Matcher password = PASSWORD.matcher(ended.out());
        return password.find() ? Optional.of(password.group(1)) : Optional.empty();
    }
}
