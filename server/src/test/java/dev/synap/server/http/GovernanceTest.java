package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.write.DerivedIds;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members, shares and policies: who may do what, from when on, and until when. */
class GovernanceTest {

    private static final Api OWNER = Api.owner();
    private static final String NOTE = "{\"title\": \"t\"}";

    private String w = "";
    private Api user = OWNER;
    private String userId = "";

    @BeforeEach
    void makeWorkspaceAndUser() {
        w = OWNER.newWorkspace();
        user = OWNER.with(OWNER.newUsersKey());
        userId = user.get("/api/v1/me").at("/userId").stringValue();
    }

    @ParameterizedTest
    @CsvSource({"admin, 201, 201", "editor, 201, 403", "commenter, 403, 403", "viewer, 403, 403"})
    void aMember_mayDoWhatTheirRoleSays(String role, int makesNotes, int addsMembers) {
        user.get(w).isProblem(404, "not-found");
        addMember(role).is(201);
        String another =
                OWNER.with(OWNER.newUsersKey()).get("/api/v1/me").at("/userId").stringValue();

        user.get(w).is(200);
        assertThat(user.get(w).at("/role").stringValue()).isEqualTo(role);
        assertThat(user.get("/api/v1/me").at("/workspaces").size()).isEqualTo(1);
        assertThat(user.get("/api/v1/workspaces").at("/workspaces").size()).isEqualTo(1);
        user.post(w + "/notes?wait=validated", NOTE).is(makesNotes);
        user.post(w + "/members?wait=validated", "{\"userId\": \"" + another + "\", \"role\": \"viewer\"}")
                .is(addsMembers);
    }

    @Test
    void aRefusal_namesTheRule_andIsInTheHistory() {
        addMember("viewer").is(201);

        Reply refused = user.post(w + "/notes?wait=validated", NOTE).isProblem(403, "not-permitted");

        assertThat(refused.at("/rule").stringValue()).isEqualTo("role.viewer");
        Reply history = OWNER.get(
                w + "/events?correlationId=" + refused.at("/requestId").stringValue());
        assertThat(history.at("/events").valueStream().map(e -> e.get("type").stringValue()))
                .containsExactly("entities.create.requested", "entities.create.rejected");
        assertThat(user.get(w + "/notes").at("/items").size()).isZero();
    }

    @Test
    void aRemovedMember_isOutAtOnce() {
        addMember("editor").is(201);
        user.get(w + "/notes").is(200);

        OWNER.delete(w + "/members/" + userId + "?wait=validated").is(200);

        user.get(w + "/notes").isProblem(404, "not-found");
        user.post(w + "/notes", NOTE).isProblem(404, "not-found");
        addMember("viewer").is(201);
        user.get(w + "/notes").is(200);
    }

    @Test
    void aRoleThatIsChanged_countsForTheNextRequest() {
        addMember("viewer").is(201);
        user.post(w + "/notes?wait=validated", NOTE).is(403);

        OWNER.patch(w + "/members/" + userId + "?wait=validated", "{\"role\": \"editor\"}")
                .is(200);

        user.post(w + "/notes?wait=validated", NOTE).is(201);
        assertThat(OWNER.get(w + "/members?userId=" + userId)
                        .at("/items/0/role")
                        .stringValue())
                .isEqualTo("editor");
    }

    @Test
    void theOwnersMembership_isNobodysToGiveOrTake() {
        addMember("admin").is(201);

        user.post(w + "/members?wait=validated", "{\"userId\": \"owner\", \"role\": \"viewer\"}")
                .isProblem(403, "not-permitted");
        user.post(w + "/members?wait=validated", "{\"userId\": \"nobody-at-all\", \"role\": \"viewer\"}")
                .isProblem(422, "invalid-input");
        user.patch(w + "/members/" + userId + "?wait=validated", "{\"role\": \"owner\"}")
                .isProblem(422, "invalid-input")
                .naming("role");
    }

    @Test
    void theOwner_isTheFirstOfTheMembers() {
        addMember("editor").is(201);

        Reply all = OWNER.get(w + "/members").is(200);
        Reply first = OWNER.get(w + "/members?limit=1").is(200);
        Reply second = OWNER.get(
                        w + "/members?limit=1&after=" + first.at("/next").stringValue())
                .is(200);

        assertThat(users(all)).containsExactly("owner", userId);
        assertThat(all.at("/items/0/role").stringValue()).isEqualTo("owner");
        assertThat(all.at("/items/0/version").intValue()).isZero();
        assertThat(users(first)).containsExactly("owner");
        assertThat(users(second)).containsExactly(userId);
        assertThat(second.at("/next").isNull()).isTrue();
        assertThat(users(OWNER.get(w + "/members?limit=2&order=desc"))).containsExactly("owner", userId);
        assertThat(users(OWNER.get(w + "/members?role=owner"))).containsExactly("owner");
        assertThat(users(OWNER.get(w + "/members?userId=" + userId))).containsExactly(userId);
        assertThat(users(OWNER.get(w + "/members?deleted=true"))).isEmpty();
    }

    private static List<String> users(Reply members) {
        return members.at("/items")
                .valueStream()
                .map(item -> item.get("userId").stringValue())
                .toList();
    }

    @Test
    void aGuest_seesWhatWasSharedAndNothingElse() {
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_a\", \"title\": \"shared\"}")
                .is(201);
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_b\", \"title\": \"hidden\"}")
                .is(201);
        OWNER.post(w + "/entities/note_b/comments?wait=validated", "{\"text\": \"hidden\"}")
                .is(201);
        OWNER.post(w + "/entities/note_a/comments?wait=validated", "{\"text\": \"on it\"}")
                .is(201);
        Reply share = share("note_a", "comment").is(201);

        assertThat(user.get(w + "/notes").is(200).at("/items").toString())
                .contains("note_a")
                .doesNotContain("note_b");
        assertThat(user.get(w + "/comments").is(200).at("/items").size()).isEqualTo(1);
        user.get(w + "/entities/note_a").is(200);
        user.get(w + "/subjects/note_a").is(200);
        user.get(w + "/subjects/note_a/history").is(200);
        user.post(w + "/entities/note_a/comments?wait=validated", "{\"text\": \"mine\"}")
                .is(201);
        user.patch(w + "/entities/note_a?wait=validated", "{\"title\": \"x\"}").isProblem(403, "not-permitted");
        for (String path : List.of(
                "/entities/note_b",
                "/subjects/note_b",
                "/subjects/note_b/history",
                "/events",
                "/events.ndjson",
                "/verify",
                "/members",
                "/proposals",
                "/dispatch",
                "/workers")) {
            user.get(w + path).isProblem(404, "not-found");
        }
        user.patch(w + "/entities/note_b", "{\"title\": \"x\"}").isProblem(404, "not-found");
        user.post(w + "/comments", "{\"on\": \"note_b\", \"text\": \"x\"}").isProblem(404, "not-found");
        user.post(w + "/notes", NOTE).isProblem(404, "not-found");

        String shareId = share.at("/subjectId").stringValue();
        OWNER.patch(w + "/shares/" + shareId + "?wait=validated", "{\"level\": \"edit\"}")
                .is(200);
        user.patch(w + "/entities/note_a?wait=validated", "{\"title\": \"x\"}").is(200);
        OWNER.delete(w + "/shares/" + shareId + "?wait=validated").is(200);
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(2))
                .untilAsserted(() -> user.get(w + "/entities/note_a").isProblem(404, "not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "commenter", "viewer"})
    void onlyAdmins_appendEventsAsTheyAre(String role) {
        addMember(role).is(201);

        Reply refused = user.post(w + "/events", "{\"events\": [{\"type\": \"note.created\"}]}")
                .isProblem(403, "not-permitted");

        assertThat(refused.at("/rule").stringValue()).isEqualTo("role." + role);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entities.create.requested",
                "entities.create.approved",
                "entities.note.validated",
                "proposals.accept.approved",
                "proposal.accepted",
                "worker.skipped",
                "member.created",
                "share.created",
                "policy.updated",
                "schema.deleted"
            })
    void whatOnlySynapSays_isNotAppended_exceptAsTheOwnersHistory(String type) {
        String events = "{\"events\": [{\"type\": \"" + type + "\", \"subjectId\": \"s_1\"%s}]}";
        String imported = events.formatted(", \"metadata\": {\"import\": {\"from\": \"elsewhere\"}}");
        addMember("admin").is(201);
        long before = OWNER.position(w);

        OWNER.post(w + "/events", events.formatted(""))
                .isProblem(422, "invalid-input")
                .naming("events[0].type");
        user.post(w + "/events", imported).isProblem(422, "invalid-input").naming("events[0].type");
        assertThat(OWNER.position(w)).isEqualTo(before);

        OWNER.post(w + "/events", imported).is(201);
    }

    @Test
    void theIdOfARequestsOutcome_canNotBeTaken_exceptAsTheOwnersHistory() {
        String note = "{\"id\": \"note_1\", \"title\": \"t\", \"eventId\": \"%s\"}";
        String outcome = DerivedIds.event("evt_later", "validated");
        String taking = "{\"events\": [{\"id\": \"" + outcome + "\", \"type\": \"x.happened\"%s}]}";

        OWNER.post(w + "/events", taking.formatted(""))
                .isProblem(422, "invalid-input")
                .naming("events[0].id");
        OWNER.post(w + "/notes", note.formatted(outcome))
                .isProblem(422, "invalid-input")
                .naming("eventId");
        assertThat(OWNER.position(w)).isZero();

        OWNER.post(w + "/notes?wait=validated", note.formatted("evt_later")).is(201);
        assertThat(OWNER.get(w + "/events/" + outcome).at("/type").stringValue())
                .isEqualTo("entities.create.validated");
        OWNER.post(w + "/events", taking.formatted(", \"metadata\": {\"import\": {}}"))
                .isProblem(409, "duplicate-event-id");
    }

    @Test
    void aMembership_canNotBeMadeOrChangedByOtherMeans() {
        addMember("editor").is(201);
        String memberId = OWNER.get(w + "/members").at("/items/1/id").stringValue();
        String change = "\"subjectId\": \"" + memberId + "\", \"data\": {\"role\": \"admin\"}";

        OWNER.post(w + "/events", "{\"events\": [{\"type\": \"x.updated\", " + change + "}]}")
                .isProblem(422, "invalid-input")
                .naming("events[0].subjectId");
        OWNER.post(w + "/events", "{\"events\": [{\"type\": \"x.updated\", \"subjectType\": \"member\"}]}")
                .isProblem(422, "invalid-input")
                .naming("events[0].subjectType");
        user.post(w + "/notes", "{\"id\": \"member_x\", \"role\": \"admin\"}")
                .isProblem(422, "invalid-input")
                .naming("id");
        user.patch(w + "/entities/" + memberId + "?wait=validated", "{\"role\": \"admin\"}")
                .isProblem(403, "not-permitted");
        user.post(
                        w + "/entities?wait=validated",
                        "{\"type\": \"member\", \"userId\": \"" + userId + "\", \"role\": \"admin\"}")
                .isProblem(403, "not-permitted");
        assertThat(user.get(w).at("/role").stringValue()).isEqualTo("editor");
    }

    private Reply addMember(String role) {
        return OWNER.post(
                w + "/members?wait=validated", "{\"userId\": \"" + userId + "\", \"role\": \"" + role + "\"}");
    }

    private Reply share(String subjectId, String level) {
        return OWNER.post(
                w + "/shares?wait=validated",
                "{\"subjectId\": \"%s\", \"userId\": \"%s\", \"level\": \"%s\"}".formatted(subjectId, userId, level));
    }
}
