package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.event.Event;
import dev.synap.core.log.ExpectedVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteFlowTest {

    private final World world = World.withMembers();

    @Test
    void aRequest_isApprovedBecomesAFactAndIsValidated() {
        Outcome outcome = create("ed", "note_1", "note", "{\"type\":\"note\",\"content\":\"My note\"}");

        assertThat(outcome.types())
                .containsExactly("entities.create.approved", "note.created", "entities.create.validated");
        Event approved = outcome.events().get(0);
        Event fact = outcome.events().get(1);
        Event validated = outcome.events().get(2);
        assertThat(approved.data().text())
                .isEqualTo("{\"requestId\":\"%s\",\"rule\":\"role.editor\"}".formatted(requestId(approved)));
        assertThat(fact.data().text()).isEqualTo("{\"content\":\"My note\"}");
        assertThat(validated.data().text())
                .isEqualTo("{\"requestId\":\"%s\",\"entityId\":\"note_1\"}".formatted(requestId(approved)));
        assertThat(fact.causationId()).isEqualTo(approved.id());
        assertThat(validated.causationId()).isEqualTo(approved.id());
        assertThat(approved.causationId()).isEqualTo(requestId(approved));
        assertThat(outcome.events()).allSatisfy(event -> {
            assertThat(event.correlationId()).isEqualTo(requestId(approved));
            assertThat(event.userId()).isEqualTo("ed");
            assertThat(event.subjectId()).isEqualTo("note_1");
        });
        assertThat(outcome.events()).extracting(Event::source).containsExactly("synap", "test", "synap");
    }

    @Test
    void facts_sayFromWhereTheyCameAndWhy_andDecisionsDoNot() {
        String from = "{\"ipAddress\":\"192.168.1.1\",\"userAgent\":\"Chrome/120\",\"reason\":\"user_action\",\"x\":1}";
        create("ed", "note_1", "note", "{}");

        Outcome deleted = world.ask("ed", "entities.delete", "note_1", "note", "{}", from);

        assertThat(deleted.the("note.deleted").metadata().text())
                .isEqualTo("{\"ipAddress\":\"192.168.1.1\",\"userAgent\":\"Chrome/120\",\"reason\":\"user_action\"}");
        assertThat(deleted.the("entities.delete.approved").metadata().isEmpty()).isTrue();
        assertThat(deleted.the("entities.delete.validated").metadata().isEmpty())
                .isTrue();
    }

    @Test
    void settings_areForAdmins_andHaveNamesAndValuesThatAreKnown() {
        String id = DerivedIds.setting("recordAuditReads");
        String on = "{\"name\":\"recordAuditReads\",\"value\":true}";

        assertThat(world.ask("ed", "entities.create", id, "setting", on).rule()).isEqualTo("role.editor");
        assertThat(world.ask("robo", "entities.create", id, "setting", on).rule())
                .isEqualTo("role.editor");
        assertThat(world.ask("ann", "entities.create", id, "setting", on).types())
                .contains("setting.created");
        assertThat(world.ask("ann", "entities.update", id, "setting", "{\"changes\":{\"value\":\"no\"}}")
                        .fault())
                .isEqualTo("value: must be true or false");
        assertThat(world.ask("ann", "entities.update", id, "setting", "{\"changes\":{\"name\":\"x\"}}")
                        .fault())
                .isEqualTo("name: can't be changed: make another setting instead");
        assertThat(world.ask(
                                "ann",
                                "entities.create",
                                DerivedIds.setting("more"),
                                "setting",
                                "{\"name\":\"more\",\"value\":true}")
                        .fault())
                .isEqualTo(
                        "name: must be one of recordAuditReads, requireReasoning, languageModel, suggestionThreshold,"
                                + " modelTokensPerDay");
        String share = DerivedIds.setting("suggestionThreshold");
        assertThat(world.ask(
                                "ann",
                                "entities.create",
                                share,
                                "setting",
                                "{\"name\":\"suggestionThreshold\",\"value\":true}")
                        .fault())
                .isEqualTo("value: must be a number from 0 to 1");
        assertThat(world.ask(
                                "ann",
                                "entities.create",
                                share,
                                "setting",
                                "{\"name\":\"suggestionThreshold\",\"value\":0.5}")
                        .types())
                .contains("setting.created");
        assertThat(world.ask("ann", "entities.update", share, "setting", "{\"changes\":{\"value\":1.5}}")
                        .fault())
                .isEqualTo("value: must be a number from 0 to 1");
        assertThat(create("ed", "audit_log", "note", "{}").fault()).startsWith("id: is audit_log, an id as ");
        assertThat(create("ed", "note_1", "audit", "{}").fault())
                .isEqualTo("type: is audit, a name that Synap keeps for itself");
    }

    @Test
    void aPatch_becomesSpecificFacts() {
        create("ed", "note_1", "note", "{\"title\":\"a\",\"content\":\"b\",\"mood\":\"c\",\"kept\":1}");

        Outcome outcome = update("ed", "note_1", "note", """
                {"title":"A","content":"B","mood":null,"kept":1,"new":{"x":1}}""");

        assertThat(outcome.types())
                .containsExactly(
                        "entities.update.approved",
                        "note.title_changed",
                        "note.content_updated",
                        "note.updated",
                        "entities.update.validated");
        assertThat(outcome.data("note.title_changed").toString()).isEqualTo("{\"title\":\"A\"}");
        assertThat(outcome.data("note.updated").toString()).isEqualTo("{\"mood\":null,\"new\":{\"x\":1}}");
    }

    @Test
    void aPatchThatChangesNothing_isValidatedWithoutAFact() {
        create("ed", "note_1", "note", "{\"title\":\"a\"}");

        assertThat(update("ed", "note_1", "note", "{\"title\":\"a\",\"gone\":null}")
                        .types())
                .containsExactly("entities.update.approved", "entities.update.validated");
    }

    @ParameterizedTest
    @CsvSource({
        "complete, task.completed",
        "archive, task.archived",
        "delete, task.deleted",
    })
    void aMark_becomesOneFactOnce(String verb, String fact) {
        create("ed", "task_1", "task", "{\"title\":\"Call Marie\"}");

        assertThat(ask("ed", verb, "task_1", "task", "{}").types())
                .containsExactly("entities." + verb + ".approved", fact, "entities." + verb + ".validated");
        assertThat(ask("ed", verb, "task_1", "task", "{}").types()).doesNotContain(fact);
    }

    @Test
    void settingATaskToDone_completesIt() {
        create("ed", "task_1", "task", "{\"title\":\"Call Marie\"}");

        assertThat(update("ed", "task_1", "task", "{\"status\":\"done\"}").types())
                .contains("task.completed");
        assertThat(update("ed", "task_1", "task", "{\"status\":\"started\"}").types())
                .containsSubsequence("task.reopened", "task.status_changed");
        assertThat(world.subject("task_1").state().toNode().path("status").asString())
                .isEqualTo("started");
    }

    @Test
    void tags_areAddedAndTakenOnce() {
        create("ed", "note_1", "note", "{}");

        assertThat(ask("ed", "tag", "note_1", "note", "{\"tag\":\"red\"}").types())
                .contains("entity.tagged");
        assertThat(ask("ed", "tag", "note_1", "note", "{\"tag\":\"red\"}").types())
                .hasSize(2);
        assertThat(ask("ed", "untag", "note_1", "note", "{\"tag\":\"red\"}").types())
                .contains("entity.untagged");
        assertThat(ask("ed", "untag", "note_1", "note", "{\"tag\":\"red\"}").types())
                .hasSize(2);
    }

    @Test
    void theSecondRequestOfABatch_seesWhatTheFirstDid() {
        Event create = world.request("ed", "entities.create", "note_1", "note", "{}", "{}");
        Event again = world.request("ed", "entities.create", "note_1", "note", "{}", "{}");
        Event delete = world.request("ed", "entities.delete", "note_1", "note", "{}", "{}");
        Event tag = world.request("ed", "entities.tag", "note_1", "note", "{\"tag\":\"red\"}", "{}");

        Following following = world.follow(List.of(create, again, delete, tag));

        assertThat(following.events())
                .extracting(e -> e.type())
                .containsExactly(
                        "entities.create.approved",
                        "note.created",
                        "entities.create.validated",
                        "entities.create.rejected",
                        "entities.delete.approved",
                        "note.deleted",
                        "entities.delete.validated",
                        "entities.tag.rejected");
        assertThat(following.expected()).containsOnlyKeys("note_1").containsValue(ExpectedVersion.exactly(4));
    }

    @Test
    void aNewMember_mayActInTheSameBatch_andAPolicyHoldsAtOnce() {
        String policy = DerivedIds.policy("robo", "entities.create.*");
        Event member = world.request("owner", "entities.create", DerivedIds.member("gus"), "member", """
                {"userId":"gus","role":"editor"}""", "{}");
        Event note = world.request("gus", "entities.create", "note_1", "note", "{}", "{}");
        Event allow = world.request("ann", "entities.create", policy, "policy", """
                {"agentId":"robo","pattern":"entities.create.*","effect":"auto_approve"}""", "{}");
        Event byRobo = world.request("robo", "entities.create", "note_2", "note", "{}", "{}");

        Outcome outcome = world.settle(List.of(member, note, allow, byRobo));

        assertThat(outcome.types()).contains("member.created", "policy.created").noneMatch(t -> t.endsWith("proposed"));
        assertThat(outcome.events().stream().filter(e -> e.type().equals("note.created")))
                .hasSize(2);
        assertThat(outcome.events().stream().filter(e -> e.data().text().contains("policy." + policy)))
                .hasSize(1);
    }

    @Test
    void aVersionThatMovedOn_isRejectedByTheLastFactOnly() {
        create("ed", "note_1", "note", "{\"title\":\"a\"}");
        long seen = world.subject("note_1").factVersion();
        assertThat(world.subject("note_1").state().version()).isGreaterThan(seen);

        String data = "{\"changes\":{\"title\":\"%s\"},\"expectedVersion\":" + seen + "}";
        assertThat(ask("ed", "update", "note_1", "note", data.formatted("b")).types())
                .contains("note.title_changed");
        Outcome late = ask("ed", "update", "note_1", "note", data.formatted("c"));

        assertThat(late.rule()).isEqualTo("entity.moved_on");
        assertThat(late.text("reason"))
                .isEqualTo("[note_1] version %d expected, %d found"
                        .formatted(seen, world.subject("note_1").factVersion()));
    }

    @Test
    void whatIsNotThere_isRejected() {
        assertThat(update("ed", "note_9", "note", "{\"a\":1}").rule()).isEqualTo("entity.not_found");
        create("ed", "note_1", "note", "{}");
        ask("ed", "delete", "note_1", "note", "{}");
        assertThat(update("ed", "note_1", "note", "{\"a\":1}").rule()).isEqualTo("entity.deleted");
        assertThat(create("ed", "note_1", "note", "{}").rule()).isEqualTo("entity.exists");
        assertThat(ask("ed", "restore", "note_1", "note", "{}").types()).contains("note.restored");
    }

    @Test
    void aGuest_mayWhatTheShareSays_untilItIsTaken() {
        create("ed", "note_1", "note", "{}");
        String share = DerivedIds.share("note_1", "gus");
        assertThat(update("gus", "note_1", "note", "{\"a\":1}").rule()).isEqualTo("no_access");

        create("ed", share, "share", "{\"subjectId\":\"note_1\",\"userId\":\"gus\",\"level\":\"edit\"}");
        assertThat(update("gus", "note_1", "note", "{\"a\":1}").types()).contains("note.updated");
        assertThat(ask("gus", "delete", "note_1", "note", "{}").rule()).isEqualTo("share.edit");
        assertThat(create("gus", "comment_1", "comment", "{\"on\":\"note_1\",\"text\":\"hi\"}")
                        .types())
                .contains("comment.created");

        ask("ed", "delete", share, "share", "{}");
        assertThat(update("gus", "note_1", "note", "{\"a\":2}").rule()).isEqualTo("no_access");
        assertThat(create("ed", share, "share", "{\"subjectId\":\"note_1\",\"userId\":\"gus\",\"level\":\"view\"}")
                        .types())
                .contains("share.created");
    }

    @Test
    void admins_areTheOwners_andTheOwnerIsNobodys() {
        String ann = DerivedIds.member("ann");
        assertThat(update("ann", DerivedIds.member("ed"), "member", "{\"role\":\"admin\"}")
                        .rule())
                .isEqualTo("member.admin");
        assertThat(ask("ann", "delete", ann, "member", "{}").rule()).isEqualTo("member.admin");
        assertThat(create("ann", DerivedIds.member("owner"), "member", "{\"userId\":\"owner\",\"role\":\"viewer\"}")
                        .rule())
                .isEqualTo("member.owner");
        assertThat(update("owner", ann, "member", "{\"role\":\"viewer\"}").types())
                .contains("member.role_changed");
    }

    @Test
    void aSourceThatClaimsOtherwise_changesNothing() {
        assertThat(world.ask("robo", "entities.create", "note_1", "note", "{}", "{\"source\":\"user\"}")
                        .types())
                .containsExactly("entities.create.proposed", "proposal.created");
    }

    @Test
    void importedRequestsAndOtherEvents_areHistory() {
        Event imported = world.request("ed", "entities.create", "note_1", "note", "{}", "{\"import\":{}}");
        Event other = world.request("ed", "sync.pull", "note_1", "note", "{}", "{}");

        assertThat(world.follow(List.of(imported, other)).events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entities.explode", "entities.create.twice", "entities.created"})
    void requestsOfUnknownVerbs_areRejected(String stem) {
        assertThat(world.ask("owner", stem, "note_1", "note", "{}").rule()).isEqualTo("request.invalid");
    }

    @Test
    void whatTheStoreThrows_passesThrough() {
        Event request = world.request("ed", "entities.create", "note_1", "note", "{}", "{}");
        Subjects broken = new Subjects() {
            @Override
            public Subject subject(String id) {
                throw new IllegalStateException("store is down");
            }

            @Override
            public java.util.Optional<dev.synap.core.access.Actor> actor(String userId) {
                return world.actor(userId);
            }

            @Override
            public String ownerId() {
                return "owner";
            }

            @Override
            public java.util.Collection<dev.synap.core.fold.State> policies() {
                return List.of();
            }
        };
        assertThatThrownBy(() -> new WriteFlow(WriteFlow.DEFAULT_PATIENCE).follow(List.of(request), broken, world))
                .hasMessage("store is down");
    }

    @Test
    void aRejection_neverGrowsTooLargeForTheLog() {
        String long0 = "x".repeat(500_000);
        Outcome outcome =
                create("ed", "task_1", "task", "{\"title\":\"t\",\"tags\":[1],\"createdAt\":\"" + long0 + "\"}");
        assertThat(outcome.rule()).isEqualTo("request.invalid");
        assertThat(outcome.events().getFirst().data().text()).hasSizeLessThan(50_000);
    }

    @Test
    void anEntityInThePlaceOfAMembership_isRejectedAndGivesNoRights() {
        String place = DerivedIds.member("gus");

        assertThat(create("ed", place, "note", "{\"userId\":\"gus\",\"role\":\"admin\"}")
                        .fault())
                .isEqualTo("id: is %s, an id as members, shares, policies, schemas, settings and proposals have"
                        .formatted(place));
        assertThat(create("gus", "note_1", "note", "{}").rule()).isEqualTo("no_access");
    }

    @Test
    void aNoteThatStandsInThePlaceOfAMembership_givesNoRights() {
        world.fact(DerivedIds.member("gus"), "note.created", "note", "{\"role\":\"admin\"}");

        assertThat(create("gus", "note_1", "note", "{}").rule()).isEqualTo("no_access");
    }

    @Test
    void aTypeThatWouldPassForAPolicy_isRejected() {
        assertThat(create("ed", "p_1", "policy.own", "{}").fault())
                .isEqualTo("type: is policy.own, which would pass for a policy");
    }

    @Test
    void somethingElseThanAPolicy_letsNoAgentActAlone() {
        world.fact("p_1", "policy.own.created", "policy.own", """
                {"agentId":"robo","pattern":"*","effect":"auto_approve"}""");

        assertThat(create("robo", "note_1", "note", "{}").types()).first().isEqualTo("entities.create.proposed");
    }

    private Outcome create(String user, String id, String type, String data) {
        return ask(user, "create", id, type, data);
    }

    private Outcome update(String user, String id, String type, String changes) {
        return ask(user, "update", id, type, "{\"changes\":" + changes + "}");
    }

    private Outcome ask(String user, String verb, String id, String type, String data) {
        return world.ask(user, "entities." + verb, id, type, data);
    }

    private static String requestId(Event event) {
        return event.data().toNode().path("requestId").asString();
    }
}
