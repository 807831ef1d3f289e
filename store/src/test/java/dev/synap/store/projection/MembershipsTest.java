package dev.synap.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.access.Role;
import dev.synap.core.access.ShareLevel;
import dev.synap.core.event.Ids;
import dev.synap.core.json.Json;
import dev.synap.store.log.TestEvents;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class MembershipsTest {

    private static ProjectedLog log;
    private static Memberships memberships;

    private String workspace = "";

    @BeforeAll
    static void connect() throws SQLException {
        log = new ProjectedLog();
        memberships = new Memberships(log.database.dataSource());
        log.execute("INSERT INTO app_user (user_id, name, is_admin) VALUES ('olga', 'Olga', false)");
    }

    @AfterAll
    static void disconnect() {
        log.close();
    }

    @BeforeEach
    void workspace() throws SQLException {
        workspace = TestEvents.unique("ws");
        log.execute(
                "INSERT INTO workspace (workspace_id, name, owner_id) VALUES ('%s', 'W', 'olga')".formatted(workspace));
    }

    @Test
    void role_isThatOfTheMember_untilRemoved() {
        // given
        member("created", "bob", "editor");

        // when, then
        assertThat(memberships.role(workspace, "bob")).contains(Role.EDITOR);
        member("role_changed", "bob", "viewer");
        assertThat(memberships.role(workspace, "bob")).contains(Role.VIEWER);
        member("deleted", "bob", "viewer");
        assertThat(memberships.role(workspace, "bob")).isEmpty();
        member("created", "bob", "admin");
        assertThat(memberships.role(workspace, "bob")).contains(Role.ADMIN);
        assertThat(memberships.role(workspace, "eve")).isEmpty();
        assertThat(memberships.role("elsewhere", "bob")).isEmpty();
    }

    @Test
    void role_ofTheOwner_comesFromTheWorkspaceAlone() {
        // given
        member("created", "olga", "viewer");
        member("created", "eve", "owner");
        member("created", "dan", "boss");

        // when, then
        assertThat(memberships.role(workspace, "olga")).contains(Role.OWNER);
        assertThat(memberships.role(workspace, "eve")).isEmpty();
        assertThat(memberships.role(workspace, "dan")).isEmpty();
    }

    @Test
    void memberUnderAnotherId_doesNotCount() {
        // given
        log.happened(
                workspace, "member.created", "member_x", fields("userId", "eve").put("role", "admin"));
        log.happened(
                workspace,
                "member.created",
                Ids.derived("member", "bob"),
                fields("userId", "eve").put("role", "admin"));

        // when, then
        assertThat(memberships.role(workspace, "eve")).isEmpty();
        assertThat(memberships.role(workspace, "bob")).isEmpty();
    }

    @Test
    void shares_ofAUser_areThoseNotTakenBack() {
        // given
        share("created", "n1", "gina", "comment");
        share("created", "n2", "gina", "view");
        share("created", "n3", "gina", "all");
        share("created", "n4", "hugo", "edit");
        share("deleted", "n2", "gina", "view");

        // when, then
        assertThat(memberships.shares(workspace, "gina")).isEqualTo(Map.of("n1", ShareLevel.COMMENT));
    }

    @Test
    void workspacesOf_areOwnedJoinedAndSharedOnes_byId() {
        // given
        String user = TestEvents.unique("user");
        member("created", user, "viewer");
        log.happened(
                workspace + "2",
                "share.created",
                Ids.derived("share", "n1", user),
                fields("subjectId", "n1").put("userId", user).put("level", "view"));
        log.happened(
                workspace + "3",
                "member.created",
                Ids.derived("member", user),
                fields("userId", user).put("role", "nothing"));

        // when, then
        assertThat(memberships.workspacesOf(user, "", 10)).containsExactly(workspace, workspace + "2");
        assertThat(memberships.workspacesOf(user, workspace, 10)).containsExactly(workspace + "2");
        assertThat(memberships.workspacesOf(user, "", 1)).containsExactly(workspace);
        assertThat(memberships.workspacesOf("olga", "", 100)).contains(workspace);
    }

    private void member(String verb, String userId, String role) {
        log.happened(
                workspace,
                "member." + verb,
                Ids.derived("member", userId),
                fields("userId", userId).put("role", role));
    }

    private void share(String verb, String subjectId, String userId, String level) {
        log.happened(
                workspace,
                "share." + verb,
                Ids.derived("share", subjectId, userId),
                fields("subjectId", subjectId).put("userId", userId).put("level", level));
    }

    private static ObjectNode fields(String field, String value) {
        return Json.newObject().put(field, value);
    }
}
